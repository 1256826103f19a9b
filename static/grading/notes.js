/* Evidence and its notes, both ways: the feedback page and the exemplars.

   Without this script the notes are a plain list after the essay, with links in both directions.
   A passage that crosses another one is split; its later pieces name the first by data-of. */

const noted = document.querySelector(".noted");
const list = noted?.querySelector(".notes");
const pairs = noted ? [...noted.querySelectorAll(".note")].map(pair).filter((one) => one.mark) : [];
const GAP = 10; // pixels between two notes
const RISE = 6; // a note begins a little above its words

function pair(note) {
  const id = note.dataset.for;
  const mark = document.getElementById(id);
  const rest = noted.querySelectorAll(`[data-of="${CSS.escape(id)}"]`);
  return { note, item: note.closest("li"), mark, pieces: [mark, ...rest] };
}

/* Wide screens: each note beside its words, pushed down where it is crowded. */
function place() {
  const wide = matchMedia("(min-width: 62rem)").matches;
  noted.classList.toggle("is-placed", wide);
  const top = list.getBoundingClientRect().top;
  const wanted = pairs.map(({ mark }) => mark.getClientRects()[0].top - top - RISE);
  let floor = 0;
  pairs.forEach(({ note, item }, index) => {
    if (item.hidden) return;
    const at = Math.max(wanted[index], floor);
    note.style.top = wide ? `${at}px` : "";
    if (wide) floor = at + note.offsetHeight + GAP;
  });
  list.style.minHeight = wide ? `${floor}px` : "";
}

function light(lit) {
  for (const one of pairs) {
    for (const part of [one.note, ...one.pieces]) part.classList.toggle("is-lit", one === lit);
  }
}

function listen(one) {
  for (const part of [one.note, ...one.pieces]) {
    part.addEventListener("mouseover", (event) => {
      event.stopPropagation(); // of nested passages the inner one is meant
      light(one);
    });
    part.addEventListener("mouseleave", () => light(null));
    part.addEventListener("focusin", () => light(one));
    part.addEventListener("focusout", () => light(null));
  }
}

/* A link lights both of its ends. */
function lightNamed() {
  const name = location.hash.slice(1);
  light(pairs.find((one) => name && [one.note.id, one.mark.id].includes(name)));
}

/* Show one criterion's evidence. */
function filter(criterion) {
  for (const { item, mark, pieces } of pairs) {
    const off = criterion !== "all" && mark.dataset.criterion !== criterion;
    for (const piece of pieces) piece.classList.toggle("is-off", off);
    item.hidden = off;
  }
  place();
}

if (pairs.length) {
  pairs.forEach(listen);
  addEventListener("hashchange", lightNamed);
  addEventListener("keydown", (event) => event.key === "Escape" && light(null));
  addEventListener("resize", place);
  document.fonts.ready.then(place);
  lightNamed();

  const choice = document.querySelector(".filter");
  if (choice) {
    choice.hidden = false; // without this script it could do nothing
    choice.addEventListener("change", (event) => filter(event.target.value));
    const chosen = choice.querySelector(":checked"); // kept by the browser on the way back
    if (chosen) filter(chosen.value);
  }
}
