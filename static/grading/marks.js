/* Marks and comments: what is chosen is drawn at once, sent whole, and drawn again as stored. */

import { active, bench, byKey, crits, open } from "./panel.js";
import { newKey, swap } from "./parts.js";
import { announce, hold, release, save, unanswered } from "./saves.js";

const TYPING_PAUSE = 1500; // milliseconds
const FIELDS = ["level", "points", "points_for", "comment", "reason"];

const form = (name) => document.getElementById(`f-${name}`);
const stored = new Map(); // name → the fields as the server has them
export const undo = [];
let warm = null; // the mark just given: + and − speak to it
const timers = new Map();

const field = (name, which) => form(name).elements.namedItem(which);

function fields(name) {
  const data = new FormData(form(name));
  return Object.fromEntries(FIELDS.filter((one) => data.has(one)).map((one) => [one, data.get(one)]));
}

const same = (a, b) => FIELDS.every((one) => (a[one] ?? "") === (b[one] ?? ""));
const labelOf = (name) => byKey(name)?.dataset.name ?? bench.dataset.sayOverall;
const radios = (crit) => [...crit.querySelectorAll(".lvl input")];
const chosen = (crit) => radios(crit).find((one) => one.checked);
const pointsOf = (crit) => [...crit.querySelectorAll(".pts-set input")];

/* Draw what belongs to the chosen level: its points, its words, the field for a reason. */
function draw(crit, points) {
  const level = chosen(crit);
  const all = level?.dataset.points?.split(" ") ?? [];
  const key = crit.dataset.key;
  crit.querySelector(".pts").hidden = !all.length;
  crit.querySelector(".why").hidden = level?.value !== "not_assessed";
  field(key, "points_for").value = all.length ? level.value : "";
  const at = all.includes(points) ? points : (all[Math.floor((all.length - 1) / 2)] ?? "");
  const set = crit.querySelector(".pts-set");
  if (all.length > 10) set.replaceChildren(typed(key, at, crit));
  else set.replaceChildren(...all.map((one) => picked(key, one, one === at)));
  const said = level && crit.querySelector(`dd[data-level="${level.value}"]`);
  const words = crit.querySelector(".words");
  words.hidden = !said;
  words.textContent = said?.textContent ?? "";
  if (level) crit.querySelector(".words-all").open = false;
}

function picked(key, value, on) {
  const label = Object.assign(document.createElement("label"), { className: "pt" });
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "points", value, id: `p-${key}-${value}`, checked: on });
  input.setAttribute("form", `f-${key}`);
  label.append(input, Object.assign(document.createElement("span"), { textContent: value }));
  return label;
}

function typed(key, value, crit) {
  const input = Object.assign(document.createElement("input"), { className: "form-control sm", name: "points", inputMode: "decimal", value });
  input.setAttribute("form", `f-${key}`);
  input.setAttribute("aria-labelledby", crit.querySelector(".pts > span").id);
  return input;
}

/** Send what stands in the form, if it differs from what is stored. */
export function send(name, { undoing = false, decided = false } = {}) {
  clearTimeout(timers.get(name));
  const now = fields(name);
  const merge = document.querySelector(`#judge-${name} .merge`);
  if (merge && !decided) return hold(name, labelOf(name), bench.dataset.sayChoose);
  const sent = unanswered(name)?.sent;
  if (same(now, sent ?? stored.get(name)) && !decided) return release(name);
  if (now.level === "not_assessed" && !now.reason.trim()) {
    return hold(name, labelOf(name), bench.dataset.sayReason);
  }
  const job = {
    name,
    label: labelOf(name),
    write() {
      job.sent = fields(name);
      const based_on = field(name, "based_on").value;
      return { url: form(name).action, fields: { ...job.sent, based_on, key: newKey() } };
    },
    done: (parts) => accepted(name, job.sent, parts, undoing),
    refused: (parts) => refused(name, parts),
  };
  save(job);
}

function accepted(name, sent, parts, undoing) {
  if (!undoing) undo.push({ name, before: stored.get(name) });
  const judge = parts.querySelector(`#judge-${name}`);
  const version = judge.querySelector("[name=based_on]").value;
  const untouched = same(fields(name), sent);
  swap(parts, { but: untouched ? [] : [`judge-${name}`] });
  if (!untouched) field(name, "based_on").value = version;
  stored.set(name, untouched ? fields(name) : sent);
  const crit = byKey(name);
  if (crit) announce(`${crit.dataset.name}: ${crit.querySelector(".crit-sum").textContent.trim()}. ${parts.dataset.saved}`);
}

function refused(name, parts) {
  swap(parts);
  const crit = byKey(name);
  if (crit) open(crit, { focus: false });
  document.querySelector(`#judge-${name} .merge button, #judge-${name} .refuse`)?.focus();
}

/* While a merge card asks for a choice, no key changes what it shows. */
function isAsking(crit) {
  const asks = Boolean(crit.querySelector(".merge"));
  if (asks) announce(bench.dataset.sayChoose);
  return asks;
}

/** Give a level by its digit, “n” for not assessed; `stay` keeps the criterion open. */
export function give(digit, stay) {
  const crit = active();
  if (isAsking(crit)) return false;
  const input = radios(crit).find((one) => (digit === "n" ? one.value === "not_assessed" : one.dataset.digit === digit));
  if (!input) return false;
  input.checked = true;
  draw(crit);
  warm = crit;
  send(crit.dataset.key);
  const after = crits[crits.indexOf(crit) + 1];
  if (digit === "n" && !field(crit.dataset.key, "reason").value.trim()) field(crit.dataset.key, "reason").focus();
  else if (stay || !after) input.focus({ preventScroll: true });
  else open(after);
  return true;
}

/** One step within the band of the mark just given. */
export function nudge(by) {
  const crit = warm ?? active();
  if (isAsking(crit)) return false;
  const level = chosen(crit);
  const all = level?.dataset.points?.split(" ") ?? [];
  const now = fields(crit.dataset.key).points;
  const to = all[all.indexOf(now) + by];
  if (to === undefined || !all.includes(now)) return false;
  draw(crit, to);
  send(crit.dataset.key);
  return true;
}

/** Put back what stood before the last accepted change; that, too, is a write. */
export function putBack({ name, before }) {
  for (const radio of form(name).elements.level ?? []) radio.checked = radio.value === before.level;
  const crit = byKey(name);
  if (crit?.querySelector("fieldset")) draw(crit, before.points);
  field(name, "comment").value = before.comment ?? "";
  if (field(name, "reason")) field(name, "reason").value = before.reason ?? "";
  if (crit) open(crit);
  send(name, { undoing: true });
}

/** Send every comment that is still being typed. */
export function flush() {
  for (const name of stored.keys()) if (!same(fields(name), stored.get(name))) send(name);
}

async function take(name, link) {
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [fresh, old] = [page, document].map((one) => one.getElementById(`crit-${name}`));
  if (!fresh) return location.assign(link.href);
  for (const id of [`judge-${name}`, `sum-${name}`, `com-${name}`]) {
    const part = fresh.querySelector(`#${id}`);
    if (part) old.querySelector(`#${id}`).replaceWith(document.adoptNode(part));
  }
  for (const id of ["total", "next", "dock-total"]) {
    document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  }
  stored.set(name, fields(name));
  release(name);
  if (byKey(name)) open(byKey(name));
}

bench.addEventListener("change", (event) => {
  const name = event.target.form?.dataset.save;
  if (!name) return;
  const crit = byKey(name);
  if (event.target.name === "level") {
    draw(crit);
    warm = crit;
  }
  send(name);
});
bench.addEventListener("input", (event) => {
  const name = event.target.form?.dataset.save;
  if (!name || event.target.type === "radio") return;
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(send, TYPING_PAUSE, name));
});
bench.addEventListener("submit", (event) => {
  const name = event.target.dataset.save;
  if (!name) return;
  event.preventDefault();
  send(name, { decided: true });
});
bench.addEventListener("click", (event) => {
  const link = event.target.closest("[data-act=theirs]");
  if (!link) return;
  event.preventDefault();
  take(link.closest("[data-key]").dataset.key, link);
});
document.addEventListener("visibilitychange", () => document.hidden && flush());
for (const one of bench.querySelectorAll("form[data-save]")) stored.set(one.dataset.save, fields(one.dataset.save));
