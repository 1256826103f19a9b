/* Evidence: words chosen by mouse, touch or key become a passage once the server has stored them. */

import { nextSentence, narrow, previousSentence, toOffsets, toRange, widen } from "./offsets.js";
import { active, bench, byKey, focusOn, open, tint } from "./panel.js";
import { newKey, partsOf, swap } from "./parts.js";
import { announce, hold, save } from "./saves.js";

const pick = bench.querySelector(".pick");
const to = pick.querySelector("[data-to]");
const dialog = document.getElementById("passage");
const text = () => document.getElementById("script-text");
let kept = null; // the words chosen: a field in the picker may take the selection away
let place = -1; // where stepping by sentence goes on

/** The words chosen, as {start, end, quote}, or null. */
export function chosen() {
  const selection = getSelection();
  if (pick.contains(document.activeElement)) return kept;
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const found = toOffsets(text(), selection.getRangeAt(0));
  return found?.quote.trim() ? found : null;
}

function show() {
  kept = chosen();
  pick.hidden = !kept;
  if (!kept) return;
  const box = toRange(text(), kept.start, kept.end).getBoundingClientRect();
  const room = document.documentElement.clientWidth - pick.offsetWidth - 8;
  const above = box.top - pick.offsetHeight - 8;
  pick.style.left = `${Math.max(8, Math.min(box.left + box.width / 2 - pick.offsetWidth / 2, room)) + scrollX}px`;
  pick.style.top = `${(above > 56 ? above : Math.min(box.bottom + 8, innerHeight - 140)) + scrollY}px`;
}

export function drop() {
  getSelection().removeAllRanges();
  kept = null;
  pick.hidden = true;
}

function choose([start, end]) {
  const range = toRange(text(), start, end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  place = start;
  const box = range.getBoundingClientRect();
  if (box.top < 120 || box.bottom > innerHeight - 120) {
    scrollTo(0, scrollY + box.top - innerHeight / 3);
  }
  announce(range.toString());
  show();
}

/** The sentence after (1) or before (−1) the words chosen. */
export function step(by) {
  const from = kept?.start ?? place;
  const whole = text().textContent;
  const found = by > 0 ? nextSentence(whole, from) : previousSentence(whole, from < 0 ? Infinity : from);
  if (found) choose(found);
}

/** One word more (1) or less (−1) at the end of the words chosen. */
export function stretch(by) {
  if (!kept) return;
  const change = by > 0 ? widen : narrow;
  choose(change(text().textContent, kept.start, kept.end, text().lang || "en"));
}

/** Tie the words chosen to the criterion in the picker. */
export function tie(kind) {
  const words = chosen();
  if (!words) return announce(bench.dataset.sayPick);
  const fields = { ...words, kind, criterion: to.value, note: "", key: newKey() };
  picked(toRange(text(), words.start, words.end));
  place = words.start;
  if (pick.contains(document.activeElement)) focusOn(active());
  drop();
  write(bench.querySelector("[data-quote]").action, fields, { refused() {} });
}

/* Until it is stored, a passage is only a highlight: never a mark. */
function picked(range) {
  if (!globalThis.Highlight) return;
  if (range) CSS.highlights.set("picked", new Highlight(range));
  else CSS.highlights.delete("picked");
}

/** Write one change of evidence; `undoing` leaves no trace in what can be undone. */
export function write(url, fields, { undoing = false, then = () => {}, refused = edit } = {}) {
  const name = `evidence ${fields.key}`;
  save({
    name,
    label: bench.dataset.sayEvidence,
    write: () => ({ url, fields }),
    done(parts) {
      const next = chosen(); // words chosen while this answer was on its way
      picked(null);
      swap(parts);
      tint();
      if (next) choose([next.start, next.end]);
      if (!undoing && parts.dataset.undo) {
        bench.dispatchEvent(new CustomEvent("evidence-written", { detail: { ...parts.dataset } }));
      }
      if (parts.dataset.tied) announce(`${parts.dataset.tied}. ${parts.dataset.saved}`);
      then();
    },
    refused(parts) {
      picked(null);
      hold(name, bench.dataset.sayEvidence, parts.textContent.trim().replace(/\s+/g, " "));
      bench.dispatchEvent(new CustomEvent("evidence-refused", { detail: name }));
      refused(parts);
    },
  });
}

function untie(button) {
  const crit = button.closest(".crit, .wb-more");
  const chips = [...crit.querySelectorAll(".chip")];
  const at = chips.indexOf(button.closest(".chip"));
  write(button.formAction, { based_on: button.value, key: newKey() }, {
    then() {
      const left = [...crit.querySelectorAll(".chip > a")];
      (left[Math.min(at, left.length - 1)] ?? crit.querySelector("fieldset, .open, textarea"))?.focus();
    },
  });
}

/* The form of one passage in a dialog; without it the same form is a page of its own. */
async function edit(source) {
  let parts = source;
  if (source instanceof HTMLAnchorElement) {
    const answer = await fetch(source.href, { headers: { "Touchstone-Parts": "1" } });
    parts = answer.ok && partsOf(await answer.text());
    if (!parts) return location.assign(source.href);
  }
  dialog.replaceChildren(...[...parts.children].map((one) => document.adoptNode(one)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("textarea")?.focus();
}

function submit(form) {
  const fields = { ...Object.fromEntries(new FormData(form)), key: newKey() };
  const href = new URL(form.action).pathname;
  write(form.action, fields, {
    then() {
      form.reset();
      dialog.close();
      document.querySelector(`.chip-note a[href="${href}"]`)?.focus();
    },
    refused: form.matches("[data-quote]") ? (parts) => swap(parts) : edit,
  });
}

document.addEventListener("selectionchange", show);
bench.addEventListener("criterion-open", (event) => { to.value = event.detail.dataset.key; });
to.addEventListener("change", () => to.value && open(byKey(to.value), { focus: false }));
bench.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-quote], [data-passage]")) return;
  event.preventDefault();
  submit(event.target);
});
bench.addEventListener("click", (event) => {
  const acts = {
    "[data-kind]": (button) => tie(button.dataset.kind),
    "[data-act=untie]": untie,
    "[data-act=edit]": edit,
    "[data-act=close]": (link) => link.closest("dialog")?.close(),
  };
  for (const [what, act] of Object.entries(acts)) {
    const found = event.target.closest(what);
    if (!found) continue;
    event.preventDefault();
    act(found);
  }
});
if (active()) to.value = active().dataset.key;
