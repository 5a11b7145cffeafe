// The whole script of a page: colours, copy buttons, the mark in the list of sections, boxes that scroll.
// Everything else (chapters, search and downloads that open and close) is plain HTML.
(() => {
  const root = document.documentElement;
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

  const modeNames = { auto: "as the system", light: "light", dark: "dark" };

  function showMode(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (systemDark.matches ? "dark" : "light") : mode;
    for (const button of document.querySelectorAll(".theme-switch-button")) {
      button.setAttribute("aria-label", `Colours: ${modeNames[mode]}`);
      button.title = `Colours: ${modeNames[mode]}`;
    }
  }

  function nextMode() {
    // The first step away from "as the system" is always one that can be seen.
    const order = systemDark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    const mode = order[(order.indexOf(root.dataset.mode) + 1) % order.length];
    try {
      localStorage.setItem("mode", mode);
    } catch {
      // Storage may be switched off; the choice then lasts until the next page.
    }
    showMode(mode);
  }

  showMode(root.dataset.mode || "auto");
  systemDark.addEventListener("change", () => showMode(root.dataset.mode));
  for (const button of document.querySelectorAll(".theme-switch-button")) {
    button.addEventListener("click", nextMode);
  }

  // Ctrl-K goes to the search.
  const search = document.getElementById("site-search");
  window.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      search?.togglePopover?.();
    }
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      button.closest("[popover]")?.hidePopover?.();
      window.print();
    });
  }

  let opened = [];
  window.addEventListener("beforeprint", () => {
    // What a reader folded for the screen belongs on paper; folded code does not.
    opened = [...document.querySelectorAll("details.admonition:not(.hide, [open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  function addCopyButton(block) {
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
      setTimeout(() => (button.textContent = "Copy"), 1600);
    });
    block.append(button);
  }

  for (const block of document.querySelectorAll('.bd-article div[class*="highlight-"]:not(.output)')) {
    addCopyButton(block);
  }

  // A box that scrolls must be reachable from the keyboard; one that does not must not be a stop.
  const boxes = document.querySelectorAll(
    "pre, .pst-scrollable-table-container, .output.text_html, .equation-body, span.math.wide",
  );

  function updateTabStops() {
    for (const box of boxes) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  updateTabStops();
  document.fonts?.ready.then(updateTabStops);
  let timer = 0;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(updateTabStops, 200);
  });
  document.addEventListener("toggle", updateTabStops, true);

  // In the list of sections the one in sight is marked.
  const nav = document.getElementById("site-nav");
  const links = new Map();
  for (const link of nav?.querySelectorAll(".nav-sections a[href^='#']") ?? []) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
    // On a phone the list covers the page, so it gives way once a section is chosen.
    link.addEventListener("click", () => {
      if (nav.matches(":popover-open")) nav.hidePopover();
    });
  }

  function markSection() {
    let current = null;
    for (const section of links.keys()) {
      const heading = section.matches("section") ? section.firstElementChild : section;
      if (heading.getBoundingClientRect().top < 140) current = section;
    }
    for (const [section, link] of links) {
      const active = section === current;
      link.classList.toggle("active", active);
      if (active) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  if (links.size) {
    let waiting = false;
    window.addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          markSection();
        });
      },
      { passive: true },
    );
    markSection();
  }

  // The chapter list keeps its place from page to page.
  if (nav) {
    const place = (() => {
      try {
        return sessionStorage.getItem("nav-place");
      } catch {
        return null;
      }
    })();
    if (place) nav.scrollTop = Number(place);
    const current = nav.querySelector("a.current");
    if (current && nav.clientHeight) {
      const box = current.getBoundingClientRect();
      const frame = nav.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) {
        nav.scrollTop += box.top - frame.top - frame.height / 3;
      }
    }
    window.addEventListener("pagehide", () => {
      try {
        sessionStorage.setItem("nav-place", String(nav.scrollTop));
      } catch {
        // nothing to keep
      }
    });
  }
})();
