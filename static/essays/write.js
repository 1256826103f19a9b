/* The writing page: editor, toolbar, word count, and the draft that saves itself. */

import { countWords } from "./words.js";
import { Draft } from "./draft.js";
import { bindToolbar } from "./toolbar.js";
import { saveState } from "./savestate.js";

const form = document.querySelector("[data-draft]");

const dressed = (editor, label) => {
  const box = editor.view.dom;
  box.classList.add("essay");
  box.id = "essay-text";
  box.setAttribute("role", "textbox");
  box.setAttribute("aria-multiline", "true");
  box.setAttribute("aria-label", label);
  box.setAttribute("dir", "auto");
};

const start = ({ editor, textarea }) => {
  const counter = document.querySelector("[data-words]");
  const count = () => {
    counter.textContent = countWords(editor.getText({ blockSeparator: "\n" })).toLocaleString();
  };
  const tell = saveState();
  const draft = new Draft({
    url: form.dataset.draft,
    writer: Number(form.dataset.writer),
    revision: Number(form.elements.based_on.value),
    saved: form.querySelector(".is-invalid") ? null : textarea.value,
    read: () => textarea.value,
    tell: (state, facts) => {
      tell(state, facts);
      form.elements.based_on.value = draft.revision;
    },
  });

  form.querySelector("[data-plain]").remove();
  document.querySelector("[data-save-draft]").hidden = true;
  dressed(editor, form.querySelector(`label[for=${textarea.id}]`).textContent);
  bindToolbar(form.querySelector("[data-tools]"), editor);
  count();

  editor.on("update", () => { count(); draft.changed(); });
  addEventListener("online", () => draft.save());
  document.addEventListener("visibilitychange", () => { if (document.hidden) draft.save(); });
  addEventListener("pagehide", () => draft.leave());
  addEventListener("beforeunload", (event) => { if (!draft.safe && !leaving) event.preventDefault(); });
  let leaving = false;
  form.addEventListener("submit", async (event) => {
    leaving = true;
    if (event.submitter?.name !== "hand-in") return;
    event.preventDefault();
    leaving = await draft.settle();
    if (leaving) location.assign(form.dataset.handIn);
  });
};

if (form) {
  document.addEventListener("prose-editor:ready", (event) => start(event.detail), { once: true });
}
