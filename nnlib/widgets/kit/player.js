// @ts-check
// Play, pause, one step, scrub, start again, speed: the same bar under every figure that moves in steps.

import { button, choice } from "./controls.js";
import { clamp } from "./numbers.js";
import { frames, html, reducedMotion, svg, uniqueId } from "./ui.js";

/** @typedef {import("./ui.js").Life} Life */

const ICONS = {
  play: "M5 3v14l12-7z",
  pause: "M5 3h3.5v14H5zM11.5 3H15v14h-3.5z",
  back: "M4 3h2.5v14H4zM16 3v14L7 10z",
  forward: "M13.5 3H16v14h-2.5zM4 3v14l9-7z",
  restart: "M10 3.5a6.5 6.5 0 1 1-6.3 8h2.1a4.5 4.5 0 1 0 1-4.6L9 9H3V3l2.3 2.4A6.5 6.5 0 0 1 10 3.5z",
};

// The shortest time between two pictures, in milliseconds, for whoever asks for less motion.
const CALM = 500;

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const size = { viewBox: "0 0 20 20", width: 18, height: 18 };
  return svg("svg", { ...size, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/**
 * A bar that moves `at` through 0, 1, ..., last and calls `show` for each place it comes to. Nothing plays by itself.
 * While the reader asks for less motion, the pace is the same, but what is on show changes at most twice a second.
 * @param {Life} life @param {HTMLElement} frame the figure: nothing plays while it is out of sight
 * @param {{
 *   label: string, last: number, at?: number, rate?: number, speeds?: number[], scrub?: boolean,
 *   show: (at: number) => void, restart?: () => void, describe?: (at: number) => string,
 * }} options
 *   label: what is played, as in "descent".
 *   last: the last place; Infinity for something that goes on, such as training (then without scrubbing and back).
 *   rate: steps a second at speed 1.
 *   show: draws place `at`; called by the bar alone, also for `go`.
 *   restart: what "start again" does besides going to 0.
 *   describe: the words for a place, shown beside the bar and given to a screen reader.
 */
export function player(life, frame, options) {
  const { label, rate = 4, speeds = [0.5, 1, 2, 4], show } = options;
  const scrub = options.scrub ?? Number.isFinite(options.last);
  const describe = options.describe ?? ((at) => (Number.isFinite(last) ? `${at} of ${last}` : `step ${at}`));
  let { last, at = 0 } = options;
  let speed = 1;
  let due = 0;
  let still = 0;

  const playing = frames(life, frame, (elapsed) => {
    if (!playing.running) return;
    due += (elapsed / 1000) * rate * speed;
    still += elapsed;
    const steps = Math.floor(due);
    if (steps < 1 || (reducedMotion() && still < CALM)) return;
    due -= steps;
    still = 0;
    go(at + steps);
    if (at >= last) pause();
  });

  const toggle = button(life, {
    label: `Play the ${label}`,
    icon: icon("play"),
    press: () => (playing.running ? pause() : play()),
  });
  const back = button(life, { label: "One step back", icon: icon("back"), press: () => step(-1) });
  const forward = button(life, { label: "One step forward", icon: icon("forward"), press: () => step(1) });
  const again = button(life, {
    label: "Start again",
    icon: icon("restart"),
    press: () => {
      pause();
      options.restart?.();
      go(0, true);
    },
  });
  const id = uniqueId("nn-scrub");
  const range = html("input", { type: "range", class: "nn-range nn-scrub", min: 0, step: 1, id });
  range.setAttribute("aria-label", `Step of the ${label}`);
  const words = html("output", { class: "nn-place", for: id, "aria-live": "off" });
  const tempo = choice(life, {
    label: "Speed",
    options: speeds.map((s) => [`${s}`, `${s}×`]),
    value: "1",
    change: (value) => {
      speed = Number(value);
    },
  });
  const element = html(
    "div",
    { class: "nn-player", role: "group", "aria-label": `Controls of the ${label}` },
    html("span", { class: "nn-buttons" }, again, scrub && back, toggle, forward),
    scrub && range,
    words,
    tempo.element,
  );
  life.listen(range, "input", () => {
    pause();
    go(Number(range.value));
  });

  function mark() {
    const text = describe(at);
    range.max = `${last}`;
    range.value = `${at}`;
    range.setAttribute("aria-valuetext", text);
    range.style.setProperty("--to", `${last > 0 && Number.isFinite(last) ? at / last : 0}`);
    words.textContent = text;
    setDisabled(back, at <= 0);
    setDisabled(forward, at >= last);
  }

  function go(/** @type {number} */ place, force = false) {
    const to = clamp(Math.round(place), 0, last);
    const moved = to !== at;
    at = to;
    if (moved || force) show(at);
    mark();
  }

  function play() {
    if (at >= last) go(0);
    due = 0;
    still = 0;
    playing.start();
    name(true);
  }

  function pause() {
    playing.stop();
    name(false);
  }

  function step(/** @type {number} */ by) {
    pause();
    go(at + by);
  }

  function name(/** @type {boolean} */ on) {
    const text = on ? "Pause" : `Play the ${label}`;
    toggle.replaceChildren(icon(on ? "pause" : "play"));
    toggle.setAttribute("aria-label", text);
    toggle.title = text;
  }

  at = clamp(at, 0, last);
  mark();
  return {
    element,
    play,
    pause,
    step,
    /** Go to a place and show it; with `force` even if the bar is there already. */
    go,
    /** Tell of a new end; the bar stays where it is if it can, and shows nothing. */
    setLast(/** @type {number} */ end) {
      last = end;
      at = clamp(at, 0, last);
      mark();
    },
    /** Show the words for the place again. */
    mark,
    get at() {
      return at;
    },
    get playing() {
      return playing.running;
    },
  };
}

/** Unlike `disabled`, this leaves the focus where it is. @param {HTMLElement} element @param {boolean} off */
function setDisabled(element, off) {
  element.setAttribute("aria-disabled", `${off}`);
}
