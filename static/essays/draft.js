/* Keeps the draft safe: sends it while the student types, and tells the truth about it.

   A text counts as saved only when the server has acknowledged that very text. A text whose answer
   never came is sent again, unchanged, before anything newer: the server answers a text it already
   holds with the same revision, so a lost answer cannot become a conflict. */

const PAUSE = 1000;      // after the last key
const LONGEST = 4000;    // after the first unsaved key, however fast the typing
const PATIENCE = 10000;  // for one answer
const RETRIES = [1000, 2000, 5000, 10000];
const KEEPALIVE = 60000; // browsers send no more than 64 kB when a page goes away

export class Draft {
  /** `read()` gives the text now; `tell(state, facts)` shows a state. */
  constructor({ url, writer, revision, saved, read, tell }) {
    Object.assign(this, { url, writer, revision, read, tell });
    this.acknowledged = saved;
    this.unanswered = null;
    this.flight = null;
    this.failures = 0;
    this.stopped = false;
  }

  /** Whether the server holds the text as it is now. */
  get safe() {
    return this.unanswered === null && this.read() === this.acknowledged;
  }

  /** The text has changed: save it soon. */
  changed() {
    if (this.stopped || this.safe || this.read() === this.refused) return;
    if (this.failures) return;   // it is tried again by itself
    this.tell("saving");
    this.since ??= Date.now();
    this.later(Math.min(PAUSE, Math.max(0, this.since + LONGEST - Date.now())));
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  get delay() {
    return RETRIES[Math.min(this.failures, RETRIES.length) - 1] ?? PAUSE;
  }

  /** Save until nothing is left to save; true when the server holds the text. */
  async settle() {
    while (!this.stopped && !this.safe) {
      await this.save();
      if (this.failures || this.refused) break;
    }
    return this.safe;
  }

  /** Send the text once, or wait for the one that is under way. */
  save() {
    clearTimeout(this.timer);
    if (this.stopped || this.safe) return Promise.resolve();
    this.flight ??= this.send().finally(() => { this.flight = null; this.changed(); });
    return this.flight;
  }

  async send() {
    const html = this.unanswered ?? this.read();
    this.since = null;
    this.unanswered = html;
    let answer;
    try {
      answer = await this.post(html, this.revision, AbortSignal.timeout(PATIENCE));
    } catch {
      return this.failed("unreachable");
    }
    if (answer.type === "opaqueredirect") { this.unanswered = null; return this.failed("out"); }
    if (answer.status >= 500 || answer.status === 403) return this.failed("unreachable");
    this.unanswered = null;
    this.failures = 0;
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return this.stored(html, said);
    if (answer.status === 409 || answer.status === 404) {
      this.stopped = true;
      return this.tell(said.conflict ? "conflict" : "refused", said);
    }
    this.refused = html;
    this.tell("refused", said);
  }

  stored(html, said) {
    this.refused = null;
    this.revision = said.revision;
    this.acknowledged = html;
    this.tell(this.safe ? "saved" : "saving", said);
  }

  failed(reason) {
    this.failures += 1;
    this.tell(reason, {});
    this.later(this.delay);
  }

  /** The page goes away: one last attempt that the browser finishes without it. */
  leave() {
    if (this.stopped || this.safe) return;
    // What is under way has most likely arrived; what is sent now comes after it.
    const based = this.revision + (this.flight ? 1 : 0);
    this.post(this.read(), based).catch(() => {});
  }

  post(html, based_on, signal) {
    const body = JSON.stringify({ html, based_on, writer: this.writer });
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
    return fetch(this.url, {
      method: "POST", body, signal, redirect: "manual", credentials: "same-origin",
      keepalive: body.length < KEEPALIVE,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
  }
}
