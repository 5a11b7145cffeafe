// The whole script of a page: colours, copy buttons, the mark in the list of sections, boxes that scroll.
// Everything else (chapters, search and downloads that open and close) is plain HTML.
{
  /** The HTML elements of a selector. @param {string} selector */
  const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);

  /**
   * What a use of the browser's storage gives; null where storage is switched off.
   * @template T @param {() => T} use
   */
  const stored = (use) => {
    try {
      return use();
    } catch {
      return null;
    }
  };

  const switchColours = () => {
    const root = document.documentElement;
    const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
    /** @type {Record<string, string>} */
    const names = { auto: "as the system", light: "light", dark: "dark" };
    const buttons = all(".theme-switch-button");

    const show = (mode = "auto") => {
      root.dataset.mode = mode;
      root.dataset.theme = mode === "auto" ? (systemDark.matches ? "dark" : "light") : mode;
      for (const button of buttons) {
        button.setAttribute("aria-label", `Colours: ${names[mode]}`);
        button.title = `Colours: ${names[mode]}`;
      }
    };

    const next = () => {
      // The first step away from "as the system" is always one that can be seen.
      const order = systemDark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
      const mode = order[(order.indexOf(root.dataset.mode ?? "auto") + 1) % order.length];
      // Unless it is stored, the choice lasts until the next page.
      stored(() => localStorage.setItem("mode", mode));
      show(mode);
    };

    show(root.dataset.mode); // which start.js has set before the first paint
    systemDark.addEventListener("change", () => show(root.dataset.mode));
    for (const button of buttons) button.addEventListener("click", next);
  };

  /** Ctrl-K goes to the search. */
  const openSearchByKey = () => {
    const search = document.getElementById("site-search");
    window.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        search?.togglePopover?.();
      }
    });
  };

  const preparePrint = () => {
    for (const button of all("[data-print]")) {
      button.addEventListener("click", () => {
        /** @type {HTMLElement | null} */ (button.closest("[popover]"))?.hidePopover?.();
        window.print();
      });
    }
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    window.addEventListener("beforeprint", () => {
      // What a reader folded for the screen belongs on paper; folded code does not.
      opened = /** @type {HTMLDetailsElement[]} */ (all("details.admonition:not(.hide, [open])"));
      for (const details of opened) details.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
    });
  };

  /** @param {HTMLElement} block */
  const addCopyButton = (block) => {
    const pre = block.querySelector("pre");
    if (!pre || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent.replace(/\n$/, ""));
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied";
      }
      setTimeout(() => {
        button.textContent = "Copy";
      }, 1600);
    });
    block.append(button);
  };

  const MAY_SCROLL = "pre, .pst-scrollable-table-container, .output.text_html, .equation-body, span.math.wide";

  /** What is read out of a box that scrolls. @param {Element} box */
  const nameOf = (box) => {
    if (box.matches("pre")) return "Code";
    if (!box.matches(".equation-body, .math")) return "Table";
    const number = box.parentElement?.querySelector(":scope > .eqno")?.textContent;
    return number ? `Equation ${number}` : "Formula";
  };

  /**
   * A box that scrolls must be reachable from the keyboard, with a name; one that does not must not be a stop. Sizes are
   * read where the browser has just found them, so that nothing is laid out for this, least of all what is out of sight.
   */
  const nameWhatScrolls = () => {
    const update = (/** @type {ResizeObserverEntry[]} */ entries) => {
      // What has left the page meanwhile has a size, too, and lies in nothing.
      const boxes = new Set(entries.flatMap(({ target }) => target.closest(MAY_SCROLL) ?? []));
      const found = [...boxes].map((box) => ({ box, scrolls: box.scrollWidth > box.clientWidth + 1 }));
      for (const { box, scrolls } of found) {
        if (scrolls === box.hasAttribute("tabindex")) continue;
        const names = { tabindex: "0", role: "group", "aria-label": `${nameOf(box)}, scrollable` };
        for (const [name, value] of Object.entries(names)) {
          if (scrolls) box.setAttribute(name, value);
          else box.removeAttribute(name);
        }
      }
    };
    const sizes = new ResizeObserver(update);
    for (const box of all(MAY_SCROLL)) {
      sizes.observe(box);
      if (box.firstElementChild) sizes.observe(box.firstElementChild);
    }
  };

  /** In the lists of sections, beside the text and under the chapter, the one in sight is marked. */
  const markSections = () => {
    /** @type {Map<Element, HTMLAnchorElement[]>} */
    const links = new Map();
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(":is(.nav-sections, .page-contents) a[href^='#']"))) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (section) links.set(section, [...(links.get(section) ?? []), link]);
      // On a phone the list covers the page, so it gives way once a section is chosen.
      link.addEventListener("click", () => {
        /** @type {HTMLElement | null} */ (link.closest(":popover-open"))?.hidePopover();
      });
    }

    /** @type {Set<Element>} */
    const here = new Set();
    const sight = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) here.add(target);
          else here.delete(target);
        }
        // Sections lie in each other; of those at the line the last one is the innermost.
        const current = [...links.keys()].filter((section) => here.has(section)).at(-1);
        for (const [section, some] of links) {
          for (const link of some) {
            link.classList.toggle("active", section === current);
            if (section === current) link.setAttribute("aria-current", "true");
            else link.removeAttribute("aria-current");
          }
        }
      },
      { rootMargin: "-20% 0px -80% 0px" }, // a line across the window
    );
    for (const section of links.keys()) sight.observe(section);
  };

  /**
   * The contents in the margin give way to a wide block or a note that comes where they stand. Places are read where the
   * browser has just found them.
   * @param {HTMLElement} contents
   */
  const giveWay = (contents) => {
    /** @type {IntersectionObserver | undefined} */
    let sight;
    const watch = () => {
      sight?.disconnect();
      const { left, top, bottom, width } = contents.getBoundingClientRect();
      if (!width) return;
      /** @type {Set<Element>} */
      const there = new Set();
      const rootMargin = `${-Math.floor(top)}px 0px ${-Math.floor(window.innerHeight - bottom)}px 0px`;
      sight = new IntersectionObserver(
        (entries) => {
          for (const { target, isIntersecting, boundingClientRect } of entries) {
            if (isIntersecting && boundingClientRect.right > left) there.add(target);
            else there.delete(target);
          }
          contents.classList.toggle("covered", there.size > 0);
        },
        { rootMargin },
      );
      for (const block of all(".bd-article section > :not(section, h1, h2, h3, p, ul, ol)")) sight.observe(block);
    };
    // Its size follows the section that is open in it, and the window.
    new ResizeObserver(watch).observe(contents);
    window.addEventListener("resize", watch);
  };

  /** Laid out as cards, on a phone, a table is none any more for some screen readers, unless its parts say what they are. */
  const keepTables = () => {
    const roles = Object.entries({
      thead: "rowgroup",
      tbody: "rowgroup",
      tr: "row",
      "thead th": "columnheader",
      "tbody th": "rowheader",
      td: "cell",
    });
    for (const table of all("table.symbols")) {
      table.setAttribute("role", "table");
      for (const [parts, role] of roles) {
        for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
      }
    }
  };

  /** The chapter list keeps its place from page to page. @param {HTMLElement} nav */
  const keepPlace = (nav) => {
    // In the first frame, which needs these sizes in any case.
    requestAnimationFrame(() => {
      const place = stored(() => sessionStorage.getItem("nav-place"));
      if (place) nav.scrollTop = Number(place);
      const current = nav.querySelector("a.current");
      if (!current || !nav.clientHeight) return;
      const box = current.getBoundingClientRect();
      const frame = nav.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) {
        nav.scrollTop += box.top - frame.top - frame.height / 3;
      }
    });
    window.addEventListener("pagehide", () => {
      stored(() => sessionStorage.setItem("nav-place", String(nav.scrollTop)));
    });
  };

  switchColours();
  openSearchByKey();
  preparePrint();
  for (const block of all('.bd-article div[class*="highlight-"]:not(.output)')) addCopyButton(block);
  nameWhatScrolls();
  keepTables();
  markSections();
  for (const contents of all(".page-contents > div")) giveWay(contents);
  const nav = document.getElementById("site-nav");
  if (nav) keepPlace(nav);
}
