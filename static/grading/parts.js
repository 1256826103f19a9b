/* Parts of the page that the server rendered anew, put in their places by id. */

/** The parts in an answer, or null if it is something else (a sign-in page, say). */
export function partsOf(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-parts]");
}

/** Put every part in its place; focus, opened details and the place on the page stay. */
export function swap(parts, { but = [] } = {}) {
  const [x, y] = [scrollX, scrollY];
  for (const part of [...parts.children]) {
    const old = part.id && !but.includes(part.id) && document.getElementById(part.id);
    if (old) put(old, document.adoptNode(part));
  }
  if (scrollX !== x || scrollY !== y) scrollTo(x, y);
}

function put(old, part) {
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const opened = [...old.querySelectorAll("details")].map((one) => one.open);
  [...part.querySelectorAll("details")].forEach((one, i) => { one.open = opened[i] ?? one.open; });
  old.replaceWith(part);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** A random name for one write. randomUUID is missing where a school serves without https. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
