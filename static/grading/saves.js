/* Saving: one write after the other, each with its own name, repeated word for word until the
   server has answered. The state that is shown is always the server's. */

import { bench } from "./panel.js";
import { partsOf } from "./parts.js";

const PATIENCE = 20000; // milliseconds without an answer
const PAUSES = [2000, 5000, 15000, 30000]; // before a failed write is tried again by itself
const ANNOUNCE = 10000; // a screen reader hears of routine saves at most this often

const say = bench.dataset;
const shown = document.getElementById("save");
const said = document.getElementById("said");
const again = bench.querySelector("[data-act=retry]");

const jobs = []; // {name, label, write() → {url, fields}, done(parts), refused(parts, status)}
const held = new Map(); // what waits for the person: name → label
let running = false;
let failures = 0;
let timer = 0;
let waiting = [];
let announced = 0;

/** Queue a write. One that has not started yet stands for all later ones of the same name. */
export function save(job) {
  held.delete(job.name);
  if (!jobs.some((one) => one.name === job.name && !one.request)) jobs.push(job);
  run();
}

/** The newest write of that name that has no answer yet. */
export const unanswered = (name) => jobs.findLast((job) => job.name === name);

/** Keep a change back until the person has decided; it counts as unsaved. */
export function hold(name, label, why) {
  held.set(name, label);
  show("failed", fill(say.sayFailed, label), why);
}

export function release(name) {
  held.delete(name);
}

/** The labels of everything that is not stored. */
export const unsaved = () => [...new Set([...jobs.map((job) => job.label), ...held.values()])];

/** Wait until the queue is empty or stuck. */
export const settled = () => (running ? new Promise((done) => waiting.push(done)) : Promise.resolve());

export function retry() {
  clearTimeout(timer);
  run();
}

/** Tell a screen reader now. */
export function announce(words) {
  said.textContent = words;
  announced = Date.now();
}

async function run() {
  if (running) return;
  running = true;
  while (jobs.length && (await attempt(jobs[0])));
  running = false;
  waiting.splice(0).forEach((done) => done());
}

async function attempt(job) {
  show("saving", say.saySaving);
  job.request ??= job.write();
  const fault = await send(job).catch(() => ({ words: say.sayOffline, wait: true }));
  if (!fault) {
    failures = 0;
    return true;
  }
  show("failed", fill(say.sayFailed, job.label), fault.words);
  again.hidden = false;
  if (fault.wait) timer = setTimeout(run, PAUSES[Math.min(failures++, PAUSES.length - 1)]);
  return false;
}

/* Send one write; return what kept it from being taken, or nothing. */
async function send(job) {
  const body = new URLSearchParams(job.request.fields);
  body.set("csrfmiddlewaretoken", bench.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(job.request.url, {
    method: "POST",
    body,
    headers: { "Touchstone-Parts": "1" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.type === "opaqueredirect") return { words: say.saySignedOut };
  if (answer.status >= 500) return { words: say.sayBroken, wait: true };
  if (answer.status === 403) return { words: say.saySignedOut };
  const parts = partsOf(await answer.text());
  if (!parts || ![200, 409, 422].includes(answer.status)) return { words: say.sayGone };
  jobs.shift();
  if (answer.ok) accepted(job, parts);
  else {
    hold(job.name, job.label, "");
    job.refused(parts, answer.status);
  }
  return null;
}

function accepted(job, parts) {
  job.done(parts);
  if (!jobs.length && !held.size) show("saved", parts.dataset.saved);
}

function show(state, words, why = "") {
  shown.dataset.state = state;
  shown.textContent = words;
  again.hidden = true;
  const refuse = document.getElementById("refuse");
  refuse.hidden = !why;
  refuse.textContent = why;
  if (state === "failed") announce(words);
  if (state === "saved" && Date.now() - announced > ANNOUNCE) announce(words);
}

const fill = (pattern, word) => pattern.replace("%s", word);

again.addEventListener("click", retry);
addEventListener("online", retry);
addEventListener("beforeunload", (event) => {
  if (unsaved().length) event.preventDefault();
});
