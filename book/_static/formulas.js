// Formulas as LaTeX: each displayed one gets a button that copies its source, which stands in the
// attribute alttext of its MathML; and text that is copied holds its formulas as $...$.
{
  /** @param {Element} math */
  const texOf = (math) => math.getAttribute("alttext") ?? "";

  /** @param {HTMLElement} equation */
  const addButton = (equation) => {
    const math = equation.querySelector("math");
    if (!math) return;
    const number = equation.querySelector(".eqno")?.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-latex";
    button.textContent = "Copy LaTeX";
    button.setAttribute("aria-label", `Copy LaTeX of ${number ? `equation ${number}` : "this formula"}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(texOf(math));
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied";
      }
      setTimeout(() => {
        button.textContent = "Copy LaTeX";
      }, 1600);
    });
    equation.append(button);
  };

  /** Selected text in which each formula stands as LaTeX. @param {DocumentFragment} selected */
  const withLatex = (selected) => {
    for (const math of selected.querySelectorAll("math")) {
      const mark = math.getAttribute("display") === "block" ? "$$" : "$";
      math.replaceWith(`${mark}${texOf(math)}${mark}`);
    }
    for (const button of selected.querySelectorAll("button")) button.remove();
    const place = document.createElement("div");
    place.className = "copied-text";
    place.append(selected);
    document.body.append(place); // only what is laid out has lines
    // biome-ignore lint/performance/useDomNodeTextContent: the lines of the text are wanted, too
    const text = place.innerText;
    place.remove();
    return text;
  };

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    const range = selection.getRangeAt(0);
    const selected = range.cloneContents();
    const around = range.commonAncestorContainer;
    const inside = (around instanceof Element ? around : around.parentElement)?.closest("math");
    if (!inside && !selected.querySelector("math")) return;
    const html = document.createElement("div");
    html.append(inside ? inside.cloneNode(true) : selected.cloneNode(true));
    event.clipboardData.setData("text/html", html.innerHTML);
    event.clipboardData.setData("text/plain", inside ? texOf(inside) : withLatex(selected));
    event.preventDefault();
  });

  if (navigator.clipboard) {
    const add = () => {
      for (const equation of document.querySelectorAll(".equation")) addButton(/** @type {HTMLElement} */ (equation));
    };
    // The buttons can wait until the page has been drawn.
    if ("requestIdleCallback" in window) requestIdleCallback(add);
    else setTimeout(add, 200);
  }
}
