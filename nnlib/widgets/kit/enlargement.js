// @ts-check
// A figure on the whole screen, for a lecture: as it stands in the page, and as large as there is room for. A tall one
// grows as well, and scrolls.

/** @typedef {import("./life.js").Life} Life */

const LARGEST = 4;
const TALL = 1.4;

/**
 * Where a browser gives the screen to videos alone, as on some phones, the figure covers the page instead. Esc leaves
 * in both cases. The focus stays where it is.
 * @param {Life} life @param {HTMLElement} element @param {(isLarge: boolean) => void} changed
 */
export function enlargement(life, element, changed) {
  let covers = false;

  async function enter() {
    const { width, height } = element.getBoundingClientRect();
    element.style.setProperty("--page-width", `${width}px`);
    try {
      await element.requestFullscreen();
    } catch {
      covers = true;
      element.popover = "manual";
      element.showPopover?.();
    }
    fit(width, height);
    mark();
  }

  async function leave() {
    if (document.fullscreenElement === element) await document.exitFullscreen();
    if (covers) element.removeAttribute("popover");
    covers = false;
    mark();
  }

  // Where the browser cannot say how large it draws, pointers would miss: it stays as it was.
  function fit(/** @type {number} */ width, /** @type {number} */ height) {
    const room = Math.min(innerWidth / width, Math.max(innerHeight / height, TALL), LARGEST);
    element.style.setProperty("--zoom", `${"currentCSSZoom" in element ? Math.max(1, room) : 1}`);
  }

  const isLarge = () => covers || document.fullscreenElement === element;
  function mark() {
    element.classList.toggle("nn-large", isLarge());
    changed(isLarge());
  }

  life.listen(document, "fullscreenchange", mark);
  life.listen(document, "keydown", (event) => {
    if (event.key === "Escape" && covers) leave();
  });
  // JupyterLab has Esc as a command, and the figure keeps plain keys from it.
  life.listen(element, "keydown", (event) => {
    if (event.key === "Escape" && covers) leave();
  });
  life.onEnd(() => {
    if (isLarge()) leave();
  });
  return { toggle: () => (isLarge() ? leave() : enter()) };
}
