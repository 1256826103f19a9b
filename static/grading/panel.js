/* The rubric beside the essay: one criterion open at a time, and the way between words and chips. */

export const bench = document.querySelector(".wb");
export const crits = [...bench.querySelectorAll(".crit")];
export const active = () => bench.querySelector(".crit.is-open");
export const byKey = (key) => crits.find((crit) => crit.dataset.key === key);

/** Open one criterion. The group takes the focus, or the level that is chosen: never another one,
    so that no key gives a mark by accident. */
export function open(crit, { focus = true } = {}) {
  for (const one of crits) {
    one.classList.toggle("is-open", one === crit);
    one.querySelector(".open").setAttribute("aria-expanded", String(one === crit));
  }
  tint();
  bench.dispatchEvent(new CustomEvent("criterion-open", { detail: crit }));
  if (focus) focusOn(crit);
  crit.scrollIntoView({ block: "nearest" });
}

export function focusOn(crit) {
  const group = crit.querySelector("fieldset");
  const place = crit.querySelector("fieldset input:checked") || group || crit.querySelector(".open");
  place.focus({ preventScroll: true });
}

/** Only the evidence of the open criterion is tinted. */
export function tint() {
  const key = active()?.dataset.key;
  for (const mark of bench.querySelectorAll(".ev")) {
    mark.classList.toggle("is-on", mark.dataset.criterion === key);
  }
}

export function showView(view) {
  const button = bench.querySelector("[data-act=view]");
  if (bench.dataset.view === view) return;
  bench.dataset.view = view;
  [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
  scrollTo(0, 0);
}

function toChip(link) {
  const crit = byKey(link.closest(".ev").dataset.criterion);
  if (crit) open(crit, { focus: false });
  showView("marks");
  document.querySelector(`${link.getAttribute("href")} a`)?.focus();
}

function toWords(link) {
  showView("essay");
  document.querySelector(`${link.getAttribute("href")} .ev-tag, ${link.getAttribute("href")}`)?.scrollIntoView({ block: "center" });
  document.querySelector(`a.ev-tag[href="#${link.closest(".chip").id}"]`)?.focus({ preventScroll: true });
}

bench.addEventListener("click", (event) => {
  const tag = event.target.closest(".ev-tag");
  const chip = event.target.closest(".chip > a[href^='#']");
  const heading = event.target.closest("button.open");
  if (tag) toChip(tag);
  else if (chip) toWords(chip);
  else if (heading) open(heading.closest(".crit"), { focus: false });
  else if (event.target.closest("[data-act=view]")) showView(bench.dataset.view === "essay" ? "marks" : "essay");
  else return;
  event.preventDefault();
});

const named = location.hash.startsWith("#crit-") && byKey(location.hash.slice("#crit-".length));
if (named) open(named, { focus: false });
tint();
