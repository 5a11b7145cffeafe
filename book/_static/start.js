// Before the first paint: the colours that the reader chose, and a request for the two fonts that every page needs. A file
// and no script of the page, as a site may forbid those.
{
  const root = document.documentElement;
  /** @type {string | null} */
  let mode = null;
  try {
    mode = localStorage.getItem("mode");
  } catch {
    // storage may be switched off
  }
  if (mode !== "light" && mode !== "dark") mode = "auto";
  const dark = mode === "dark" || (mode === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.mode = mode;
  root.dataset.theme = dark ? "dark" : "light";
  root.classList.add("js");

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  // Before the styles that name them are there; from disk none may be asked for.
  if (location.protocol !== "file:") {
    for (const name of ["stix-two-text", "stix-two-math"]) {
      const font = document.createElement("link");
      font.rel = "preload";
      font.as = "font";
      font.crossOrigin = "";
      font.href = new URL(`fonts/${name}.woff2`, src).href;
      document.head.append(font);
    }
  }
}
