/* The button that opens the browser's print dialogue; it appears only where it works. */

const button = document.querySelector("[data-act=print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
