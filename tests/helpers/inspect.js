// What a test can only learn inside the page. Evaluates to an object of functions.
(() => {
  /** All elements of a selector; of whatever kind, as each function looks for one of its own. @param {string} selector */
  const all = (selector) => /** @type {any[]} */ ([...document.querySelectorAll(selector)]);

  const describe = (/** @type {Element} */ element) => {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const text = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 60);
    return `<${element.localName}${id}${classes}> ${text}`;
  };

  const isShown = (/** @type {Element} */ element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  // Elements whose text is not prose: code shows dollars and backslashes rightly.
  const NOT_PROSE = "code, pre, .sig, script, style, template, noscript, textarea, annotation, annotation-xml, title";

  return {
    headings: () => all("h1").map(describe),

    formulas: () => {
      const formulas = all("math");
      const flat = (/** @type {Element} */ element) => {
        const box = element.getBoundingClientRect();
        return isShown(element) && (box.width < 1 || box.height < 1);
      };
      return {
        inArticle: all("article math").length,
        empty: formulas.filter((element) => !element.textContent.trim() || flat(element)).map(describe),
        errors: all("merror, .math-error, [data-mjx-error]").map(describe),
        font: formulas.length ? getComputedStyle(formulas[0]).fontFamily : "",
      };
    },

    // Text outside code that still looks like TeX.
    rawTex: () => {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode);
        if (node.parentElement?.closest(NOT_PROSE)) continue;
        if (/\$|\\[a-zA-Z]+|\\[()[\]{}]/.test(node.data)) found.push(node.data.trim().slice(0, 80));
      }
      return found;
    },

    // Pictures that say nothing to those who do not see them.
    unnamedPictures: () => {
      const hidden = (/** @type {Element} */ element) =>
        element.closest('[aria-hidden="true"], [role="presentation"], [role="none"]');
      const images = all("article img").filter((element) => !element.alt.trim());
      const drawings = all("article svg").filter((element) => {
        if (element.parentElement.closest("svg") || hidden(element)) return false;
        const labelled = element.getAttribute("aria-label") || element.getAttribute("aria-labelledby");
        // A live figure whose drawing has handles is a group: what is inside a picture cannot be reached.
        const named = labelled || element.querySelector(":scope > title");
        return !(["img", "group"].includes(element.getAttribute("role")) && named);
      });
      const canvases = all("article canvas").filter(
        (element) => !hidden(element) && !element.getAttribute("aria-label"),
      );
      return [...images, ...drawings, ...canvases].map((element) => element.outerHTML.slice(0, 120));
    },

    links: () => all("a[href]").map((element) => element.href),

    // Addresses that are not requested at once, but on preference, later or by other programs.
    resources: () =>
      all("link[href], script[src], img[src], source[src], iframe[src], use[href]")
        .filter((element) => !["canonical", "license"].includes(element.rel))
        .map((element) => new URL(element.getAttribute("href") ?? element.getAttribute("src"), document.baseURI).href),

    // What makes the page wider than the window, or sticks out of it unreachably.
    tooWide: () => {
      const width = document.documentElement.clientWidth;
      const scrolls = (/** @type {Element} */ element) => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
          const overflow = getComputedStyle(box).overflowX;
          if (overflow === "auto" || overflow === "scroll") return true;
        }
        return false;
      };
      const out = all("main *").filter((element) => {
        if (element.closest("svg, math") !== null && !element.matches("svg, math")) return false;
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && box.right > width + 1 && isShown(element) && !scrolls(element);
      });
      const found = out.slice(0, 5).map(describe);
      const scroll = document.documentElement.scrollWidth;
      if (scroll > width) found.push(`the page is ${scroll} px wide`);
      return found;
    },
  };
})();
