/* The toolbar of the editor: one Tab stop, arrows inside, Alt+F10 from the text, Esc back. */

const DO = {
  bold: (c) => c.toggleBold(),
  italic: (c) => c.toggleItalic(),
  heading: (c) => c.toggleHeading({ level: 2 }),
  blockquote: (c) => c.toggleBlockquote(),
  bulletList: (c) => c.toggleBulletList(),
  orderedList: (c) => c.toggleOrderedList(),
  table: (c) => c.insertTable({ rows: 2, cols: 2, withHeaderRow: true }),
  addRow: (c) => c.addRowAfter(),
  dropRow: (c) => c.deleteRow(),
  addColumn: (c) => c.addColumnAfter(),
  dropColumn: (c) => c.deleteColumn(),
  dropTable: (c) => c.deleteTable(),
  undo: (c) => c.undo(),
  redo: (c) => c.redo(),
};

/** Bind the buttons in `bar` to the editor. */
export function bindToolbar(bar, editor) {
  const buttons = [...bar.querySelectorAll("[data-do]")];
  const shown = () => buttons.filter((button) => !button.hidden);
  const hold = (button) => buttons.forEach((one) => { one.tabIndex = one === button ? 0 : -1; });

  const refresh = () => {
    const inTable = editor.isActive("table");
    for (const button of buttons) {
      if ("inTable" in button.dataset) button.hidden = !inTable;
      if (button.dataset.do === "table") button.hidden = inTable;
      if (button.hasAttribute("aria-pressed")) {
        button.setAttribute("aria-pressed", String(editor.isActive(button.dataset.do)));
      }
    }
    if (!shown().some((button) => button.tabIndex === 0)) hold(shown()[0]);
  };
  const step = (event) => {
    if (event.key === "Escape") return editor.view.focus();
    const row = shown();
    const at = row.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return undefined;
    event.preventDefault();
    const next = row.at(to % row.length);
    hold(next);
    return next.focus();
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      hold(button);
      DO[button.dataset.do](editor.chain().focus()).run();
    });
  }
  bar.addEventListener("keydown", step);
  editor.view.dom.addEventListener("keydown", (event) => {
    if (!event.altKey || event.key !== "F10") return;
    event.preventDefault();
    shown().find((button) => button.tabIndex === 0)?.focus();
  });
  editor.on("transaction", refresh);
  hold(buttons[0]);
  refresh();
  bar.hidden = false;
}
