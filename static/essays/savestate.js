/* Says in words and a time how safe the draft is: for the eye at once, for the ear sparingly. */

const QUIET = 10000; // between two announcements

const find = (name) => document.querySelector(`[data-${name}]`);

/** The function that shows a state of the draft. */
export function saveState() {
  const line = find("save"), spoken = find("said"), alertBox = find("alert");
  const words = line.dataset;
  const due = find("due"), compare = find("compare"), signIn = find("sign-in");
  let lastSpoken = 0, timer;

  const say = (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = text; lastSpoken = Date.now(); },
      Math.max(0, lastSpoken + QUIET - Date.now()));
  };
  const show = (state, text) => { words.state = state; line.textContent = text; };
  const warn = (text) => {
    if (alertBox.hidden || find("alert-text").textContent !== text) {
      find("alert-text").textContent = text;
      alertBox.hidden = !text;
    }
  };
  const unsaved = () => words.time ? words.unsavedSince.replace("%s", words.time) : words.unsaved;

  return (state, facts = {}) => {
    compare.hidden = state !== "conflict";
    signIn.hidden = state !== "out";
    if (facts.due) due.textContent = facts.due;
    if (facts.saved) words.time = facts.saved;
    if (state === "saving") return show("saving", words.saving);
    if (state === "saved") {
      warn("");
      show("saved", words.saved.replace("%s", words.time));
      return say(line.textContent);
    }
    clearTimeout(timer);
    show("failed", state === "conflict" ? words.conflict : unsaved());
    if (state === "unreachable") return warn(`${unsaved()}. ${words.trying}`);
    if (state === "out") return warn(words.out);
    return warn(facts.message ?? unsaved());
  };
}
