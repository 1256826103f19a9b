/* Marking by keyboard: what each key does, and the way to the next script. */

import * as evidence from "./evidence.js";
import { flush, give, nudge, putBack, undo } from "./marks.js";
import { active, bench, crits, focusOn, open } from "./panel.js";
import { newKey } from "./parts.js";
import { announce, release, settled, unsaved } from "./saves.js";

const legend = document.getElementById("keys");
const switched = document.getElementById("keys-on");
const KINDS = { s: "strength", w: "weakness", e: "error", q: "question" };
let leaving = false;

/* The next script: once everything is stored and every criterion has its verdict. */
async function goNext() {
  if (leaving) return;
  leaving = true;
  flush();
  await settled();
  leaving = false;
  const next = document.getElementById("next");
  if (unsaved().length) return refuse(bench.dataset.sayWait);
  if (next.dataset.missing) {
    refuse(bench.dataset.sayMissing.replace("%s", next.dataset.missing));
    return open(crits.find((crit) => next.dataset.missing.split(", ").includes(crit.dataset.name)));
  }
  location.assign(next.href);
}

function refuse(words) {
  const place = document.getElementById("refuse");
  const before = place.hidden ? "" : place.textContent;
  place.textContent = before && !before.includes(words) ? `${before} ${words}` : words;
  place.hidden = false;
}

async function takeBack() {
  flush();
  await settled();
  const last = undo.pop();
  if (!last) return announce(bench.dataset.sayNothingToUndo);
  if (last.name) putBack(last);
  else {
    evidence.write(last.undo, { based_on: last.undoVersion, key: newKey() }, { undoing: true });
  }
  announce(bench.dataset.sayUndone);
}

function move(by) {
  const at = crits.indexOf(active()) + by;
  if (crits[at]) open(crits[at]);
}

const ACTS = {
  n: (event) => give("n", event.shiftKey),
  "+": () => nudge(1),
  "=": () => nudge(1),
  "-": () => nudge(-1),
  "−": () => nudge(-1),
  j: () => move(1),
  k: () => move(-1),
  "[": () => evidence.step(-1),
  "]": () => evidence.step(1),
  "{": () => evidence.stretch(-1),
  "}": () => evidence.stretch(1),
  c: () => active().querySelector("[name=comment]").focus(),
  u: takeBack,
  "?": () => legend.showModal(),
};

/* What the key means here, or nothing. Digits go by their place on the keyboard, because Shift
   and many layouts make other signs of them. */
function meaning(event) {
  const key = event.key.toLowerCase();
  const digit = event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1];
  if (digit && !event.getModifierState("AltGraph")) return () => give(digit, event.shiftKey);
  if (KINDS[key]) return evidence.chosen() && (() => evidence.tie(KINDS[key]));
  if (key === "enter") return !event.target.closest("button, a, summary") && goNext;
  return ACTS[key];
}

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const typing = isTyping(event.target);
  if (event.key === "Escape") {
    evidence.drop();
    if (typing) focusOn(active());
    return;
  }
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (typing || event.repeat || !switched.checked || !(plain || event.getModifierState("AltGraph"))) {
    if (event.key === "Enter" && event.target.matches("input[type=radio]")) event.preventDefault();
    return;
  }
  const act = meaning(event);
  if (!act) return;
  event.preventDefault();
  act(event);
});

bench.addEventListener("evidence-written", (event) => undo.push(event.detail));
bench.addEventListener("evidence-refused", (event) => release(event.detail));
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-act=keys]")) legend.showModal();
  if (!event.target.closest("[data-act=next]") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  goNext();
});

switched.checked = localStorage.getItem("single-keys") !== "off";
switched.addEventListener("change", () => {
  localStorage.setItem("single-keys", switched.checked ? "on" : "off");
});
