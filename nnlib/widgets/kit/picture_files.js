// @ts-check
// A figure as a picture in a file: its drawings, its words and its numbers, where they stand and in their colours. What
// only controls it is left out. A plain SVG comes of it, which needs neither fonts nor styles of the page.

import { html, svg } from "./ui.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const LEFT_OUT = ".nn-unseen, .nn-refused, button, input[type='range'], input[type='radio'], input[type='checkbox']";
const MARGIN = 12;
const DENSITY = 2; // pixels of a PNG to one of the page

// What a style sheet may say of an element of a drawing.
const STYLES = (
  "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap " +
  "stroke-linejoin opacity font-family font-size font-style font-weight text-anchor dominant-baseline visibility " +
  "paint-order transform clip-path r cx cy"
).split(" ");

/** @typedef {{ x: number, y: number, zoom: number }} Origin  of the picture in the window */

/** @param {HTMLElement} place of a figure @param {"svg" | "png"} kind @param {string} key */
export async function savePicture(place, kind, key) {
  const picture = pictureOf(place);
  const source = new XMLSerializer().serializeToString(picture);
  const file = kind === "svg" ? new Blob([source], { type: "image/svg+xml" }) : await painted(picture, source);
  download(file, `${key || "figure"}.${kind}`);
}

/** @param {Blob} file @param {string} name */
function download(file, name) {
  const href = URL.createObjectURL(file);
  html("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {SVGElement} picture @param {string} source @returns {Promise<Blob>} */
async function painted(picture, source) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
  await image.decode();
  const [width, height] = ["width", "height"].map((side) => DENSITY * Number(picture.getAttribute(side)));
  const canvas = html("canvas", { width, height });
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  return new Promise((done, failed) =>
    canvas.toBlob((/** @type {Blob | null} */ blob) => (blob ? done(blob) : failed(new Error("no PNG"))), "image/png"),
  );
}

/** @param {HTMLElement} place */
export function pictureOf(place) {
  const frame = /** @type {HTMLElement} */ (place.querySelector(".nn-figure"));
  const box = frame.getBoundingClientRect();
  const zoom = /** @type {any} */ (frame).currentCSSZoom ?? 1;
  const [width, height] = [box.width, box.height].map((side) => Math.ceil(side / zoom + 2 * MARGIN));
  const ground = svg("rect", { width, height, fill: groundOf(frame) });
  const picture = svg("svg", { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}` });
  picture.append(svg("title", {}, frame.getAttribute("aria-label")), ground);
  draw(frame, picture, { x: box.left - MARGIN * zoom, y: box.top - MARGIN * zoom, zoom });
  return picture;
}

/** The paper of the page. @param {HTMLElement} frame */
function groundOf(frame) {
  const probe = html("span", { class: "nn-unseen" });
  probe.style.color = "var(--c-paper)";
  frame.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** @param {Element} element @param {SVGElement} picture @param {Origin} origin */
function draw(element, picture, origin) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || element.matches(LEFT_OUT)) return;
  const at = placed(element.getBoundingClientRect(), origin);
  if (element instanceof SVGSVGElement) picture.append(copied(element, at));
  else if (element instanceof HTMLCanvasElement) picture.append(canvasOf(element, at));
  else {
    drawBox(style, picture, at);
    const field = element.matches("input, select") && /** @type {any} */ (element);
    if (field) picture.append(line(field.selectedOptions?.[0]?.text ?? field.value, style, { ...at, x: at.x + 4 }));
    else for (const child of element.childNodes) drawChild(child, style, picture, origin);
  }
}

/** @param {Node} child @param {CSSStyleDeclaration} style @param {SVGElement} picture @param {Origin} origin */
function drawChild(child, style, picture, origin) {
  if (child instanceof Element) draw(child, picture, origin);
  else if (child instanceof Text) drawText(child, style, picture, origin);
}

/** @param {DOMRect} box @param {Origin} origin */
function placed({ left, top, width, height }, { x, y, zoom }) {
  return { x: (left - x) / zoom, y: (top - y) / zoom, width: width / zoom, height: height / zoom };
}

/** Ground and edges of a box. @param {CSSStyleDeclaration} style @param {SVGElement} picture @param {DOMRectInit} at */
function drawBox(style, picture, at) {
  const isClear = (/** @type {string} */ colour) => /^transparent$|, 0\)$|\/ 0\)$/.test(colour);
  const edge = Number.parseFloat(style.borderTopWidth);
  const isFramed = edge > 0 && Number.parseFloat(style.borderLeftWidth) > 0 && !isClear(style.borderTopColor);
  if (!isClear(style.backgroundColor) || isFramed) {
    const stroke = isFramed ? { stroke: style.borderTopColor, "stroke-width": edge } : {};
    const fill = isClear(style.backgroundColor) ? "none" : style.backgroundColor;
    picture.append(svg("rect", { ...at, rx: Number.parseFloat(style.borderTopLeftRadius) || 0, fill, ...stroke }));
  }
  if (isFramed) return;
  const { x = 0, y = 0, width = 0, height = 0 } = at;
  /** @type {[string, number[]][]} */
  const sides = [
    ["Top", [x, y, x + width, y]],
    ["Bottom", [x, y + height, x + width, y + height]],
    ["Left", [x, y, x, y + height]],
    ["Right", [x + width, y, x + width, y + height]],
  ];
  for (const [side, [x1, y1, x2, y2]] of sides) {
    const [thick, stroke] = ["Width", "Color"].map((part) => /** @type {any} */ (style)[`border${side}${part}`]);
    if (Number.parseFloat(thick) > 0 && !isClear(stroke)) {
      picture.append(svg("line", { x1, y1, x2, y2, stroke, "stroke-width": Number.parseFloat(thick) }));
    }
  }
}

/** The lines of a text, as they are broken. @param {Text} text @param {CSSStyleDeclaration} style @param {SVGElement} picture @param {Origin} origin */
function drawText(text, style, picture, origin) {
  const range = document.createRange();
  let [begin, words] = [/** @type {any} */ (null), ""];
  const flush = () => {
    if (begin && words.trim()) picture.append(line(words, style, begin));
    begin = null;
    words = "";
  };
  for (const { 0: word, index } of text.data.matchAll(/\s+|\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const [box] = range.getClientRects();
    if (!box) continue;
    const at = placed(box, origin);
    if (begin && Math.abs(at.y - begin.y) > 2) flush();
    if (word.trim() || begin) begin ??= at;
    words += word.replace(/\s+/g, " ");
  }
  flush();
}

/** @param {string} words @param {CSSStyleDeclaration} style @param {DOMRectInit} at */
function line(words, style, { x = 0, y = 0, height = 0 }) {
  const size = Number.parseFloat(style.fontSize);
  const { color: fill, fontFamily, fontStyle, fontWeight } = style;
  const font = { "font-family": fontFamily, "font-style": fontStyle, "font-weight": fontWeight, "font-size": size };
  return svg("text", { x, y: y + height / 2 + 0.35 * size, fill, ...font, "xml:space": "preserve" }, words.trimEnd());
}

/** @param {HTMLCanvasElement} canvas @param {DOMRectInit} at */
function canvasOf(canvas, at) {
  const pixels = getComputedStyle(canvas).imageRendering === "pixelated" ? "image-rendering:pixelated" : null;
  return svg("image", { ...at, href: canvas.toDataURL(), preserveAspectRatio: "none", style: pixels });
}

/** A drawing with what style sheets say of it. @param {SVGSVGElement} drawing @param {DOMRectInit} at */
function copied(drawing, at) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const [sources, copies] = [drawing, copy].map((one) => [one, ...one.querySelectorAll("*")]);
  sources.forEach((source, k) => {
    const style = getComputedStyle(source);
    if (style.display === "none") copies[k].setAttribute("display", "none");
    copies[k].removeAttribute("style");
    copies[k].removeAttribute("class");
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value && value !== "auto" && !(name === "transform" && value === "none")) put(copies[k], name, value);
    }
  });
  for (const [name, value] of Object.entries(at)) copy.setAttribute(name, `${value}`);
  copy.setAttribute("overflow", "visible");
  return copy;
}

/** @param {Element} element @param {string} name @param {string} value */
function put(element, name, value) {
  // A matrix in CSS is written as one of SVG; what the drawing says itself stays as it is.
  if (name === "transform" && element.hasAttribute("transform")) return;
  if (/^(?:r|c[xy])$/.test(name) && !/^(?:circle|ellipse)$/.test(element.localName)) return;
  element.setAttribute(name, value.replaceAll('"', "'"));
}
