// Whether the labels of drawings can be read. Evaluates to an object of functions.
(() => {
  const all = (/** @type {string} */ selector, from = /** @type {ParentNode} */ (document)) =>
    /** @type {any[]} */ ([...from.querySelectorAll(selector)]);
  const isShown = (/** @type {Element} */ element) => element.checkVisibility({ visibilityProperty: true });

  /** @typedef {{ text: string, left: number, right: number, top: number, bottom: number }} Box */

  /** As high as its digits. @param {any} text @returns {Box} */
  function boxOf(text) {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const cut = 0.19 * (bottom - top);
    return { text: text.textContent, left, right, top: top + cut, bottom: bottom - cut };
  }

  const meet = (/** @type {Box} */ a, /** @type {Box} */ b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;

  /** How far a point is outside of a shape with round corners; below 0 inside. @param {any} shape */
  function outsideOf(shape) {
    const { left, right, top, bottom } = shape.getBoundingClientRect();
    const middle = [(left + right) / 2, (top + bottom) / 2];
    const half = [(right - left) / 2, (bottom - top) / 2];
    const corner = shape.localName === "circle" ? half[0] : Math.min(Number(shape.getAttribute("rx")), ...half);
    return (/** @type {number[]} */ ...point) => {
      const q = point.map((x, k) => Math.abs(x - middle[k]) - half[k] + corner);
      return Math.hypot(...q.map((x) => Math.max(x, 0))) + Math.min(Math.max(...q), 0) - corner;
    };
  }

  /** What is wrong between a text and the line of a shape. @param {Box} box @param {any} shape */
  function atShape(box, shape) {
    const outside = outsideOf(shape);
    const line = parseFloat(getComputedStyle(shape).strokeWidth) / 2;
    const away = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
      const x = box.left + share * (box.right - box.left);
      const y = box.top + share * (box.bottom - box.top);
      return [outside(x, box.top), outside(x, box.bottom), outside(box.left, y), outside(box.right, y)];
    });
    const isIn = outside((box.left + box.right) / 2, (box.top + box.bottom) / 2) < 0;
    if (isIn && Math.max(...away) > -line) return [`${box.text} leaves its ${shape.localName}`];
    if (!isIn && Math.min(...away) < line) return [`${box.text} is on a ${shape.localName}`];
    return [];
  }

  const plane = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const canvas = /** @type {CanvasRenderingContext2D} */ (plane);
  /** How light a colour is, as WCAG has it. @param {string} colour */
  function lightness(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** What is painted behind a text: its own seam, or the shape that it stands in, or the paper. @param {any} text */
  function groundOf(text) {
    const { stroke } = getComputedStyle(text);
    if (stroke !== "none") return stroke;
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const shape = all("circle, rect", text.parentElement).find(
      (each) => getComputedStyle(each).fill !== "none" && outsideOf(each)((left + right) / 2, (top + bottom) / 2) < 0,
    );
    if (shape) return getComputedStyle(shape).fill;
    return getComputedStyle(text.closest(".nn-figure")).getPropertyValue("--c-paper");
  }

  return {
    /** Texts that meet each other or the line of a shape, or leave the figure. */
    clashes: () =>
      all(".nn-figure svg").flatMap((drawing) => {
        const boxes = all("text", drawing)
          .filter((text) => text.textContent && isShown(text))
          .map(boxOf);
        const shapes = all("circle, rect", drawing).filter((shape) => {
          const { stroke, strokeWidth } = getComputedStyle(shape);
          return isShown(shape) && stroke !== "none" && parseFloat(strokeWidth) > 0;
        });
        const frame = drawing.closest(".nn-figure").getBoundingClientRect();
        return boxes.flatMap((box, k) => [
          ...boxes
            .slice(k + 1)
            .filter((other) => meet(box, other))
            .map((other) => `${box.text} meets ${other.text}`),
          ...shapes.flatMap((shape) => atShape(box, shape)),
          ...(box.left < frame.left || box.right > frame.right ? [`${box.text} leaves the figure`] : []),
        ]);
      }),

    /** Texts that stand out less than 4.5 : 1. */
    faint: () =>
      all(".nn-figure svg text")
        .filter((text) => text.textContent && isShown(text))
        .flatMap((text) => {
          const [dark, bright] = [lightness(getComputedStyle(text).fill), lightness(groundOf(text))].sort(
            (a, b) => a - b,
          );
          const contrast = (bright + 0.05) / (dark + 0.05);
          return contrast < 4.5 ? [`${text.textContent}: ${contrast.toFixed(2)} : 1`] : [];
        }),
  };
})();
