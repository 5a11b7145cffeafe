// @ts-check
// Play, pause, one step, scrub, start again, speed: the same bar under every figure that moves in steps.

import { button, choice } from "./controls.js";
import { pace } from "./pace.js";
import { places } from "./places.js";
import { frames, html, reducedMotion, svg, uniqueId } from "./ui.js";

/** @typedef {import("./ui.js").Life} Life */

/**
 * @typedef {{
 *   label: string, last: number, at?: number, rate?: number, speeds?: number[], scrub?: boolean,
 *   show: (at: number) => void, restart?: () => void, describe?: (at: number) => string,
 * }} Options
 *   label: what is played, as in "descent".
 *   last: the last place; Infinity for something that goes on, such as training (then without scrubbing and back).
 *   rate: steps a second at speed 1.
 *   show: draws place `at`; called by the bar alone, also for `go`.
 *   restart: what "start again" does besides going to 0.
 *   describe: the words for a place, shown beside the bar and given to a screen reader.
 * @typedef {Pick<Options, "label"> & { speeds: number[], scrub: boolean }} Look
 * @typedef {{
 *   toggle: () => void, step: (by: number) => void, restart: () => void, scrub: (at: number) => void,
 *   setSpeed: (speed: number) => void,
 * }} Actions
 */

const ICONS = {
  play: "M5 3v14l12-7z",
  pause: "M5 3h3.5v14H5zM11.5 3H15v14h-3.5z",
  back: "M4 3h2.5v14H4zM16 3v14L7 10z",
  forward: "M13.5 3H16v14h-2.5zM4 3v14l9-7z",
  restart: "M10 3.5a6.5 6.5 0 1 1-6.3 8h2.1a4.5 4.5 0 1 0 1-4.6L9 9H3V3l2.3 2.4A6.5 6.5 0 0 1 10 3.5z",
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const size = { viewBox: "0 0 20 20", width: 18, height: 18 };
  return svg("svg", { ...size, "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** Unlike `disabled`, this leaves the focus where it is. @param {HTMLElement} element @param {boolean} off */
function setDisabled(element, off) {
  element.setAttribute("aria-disabled", `${off}`);
}

/**
 * A slider through all places, and the words for the one it is at.
 * @param {Life} life @param {string} label @param {(at: number) => void} scrub
 */
function scrubber(life, label, scrub) {
  const id = uniqueId("nn-scrub");
  const range = html("input", { type: "range", class: "nn-range nn-scrub", min: 0, step: 1, id });
  range.setAttribute("aria-label", `Step of the ${label}`);
  const words = html("output", { class: "nn-place", for: id, "aria-live": "off" });
  life.listen(range, "input", () => scrub(Number(range.value)));
  return {
    range,
    words,
    /** @param {number} at @param {number} last @param {string} text */
    mark(at, last, text) {
      range.max = `${last}`;
      range.value = `${at}`;
      range.setAttribute("aria-valuetext", text);
      range.style.setProperty("--to", `${last > 0 && Number.isFinite(last) ? at / last : 0}`);
      words.textContent = text;
    },
  };
}

/** The elements of the bar. @param {Life} life @param {Look} look @param {Actions} actions */
function bar(life, { label, speeds, scrub }, { toggle, step, restart, scrub: scrubTo, setSpeed }) {
  const playing = button(life, { label: `Play the ${label}`, icon: icon("play"), press: toggle });
  const back = button(life, { label: "One step back", icon: icon("back"), press: () => step(-1) });
  const forward = button(life, { label: "One step forward", icon: icon("forward"), press: () => step(1) });
  const first = button(life, { label: "Start again", icon: icon("restart"), press: restart });
  const { range, words, mark } = scrubber(life, label, scrubTo);
  const speed = choice(life, {
    label: "Speed",
    options: speeds.map((times) => [`${times}`, `${times}×`]),
    value: "1",
    change: (value) => setSpeed(Number(value)),
  });
  const element = html(
    "div",
    { class: "nn-player", role: "group", "aria-label": `Controls of the ${label}` },
    html("span", { class: "nn-buttons" }, first, scrub && back, playing, forward),
    scrub && range,
    words,
    speed.element,
  );
  return {
    element,
    /** Show a place. @param {number} at @param {number} last @param {string} text */
    mark(at, last, text) {
      mark(at, last, text);
      setDisabled(back, at <= 0);
      setDisabled(forward, at >= last);
    },
    /** Show whether it plays. @param {boolean} on */
    markPlaying(on) {
      const text = on ? "Pause" : `Play the ${label}`;
      playing.replaceChildren(icon(on ? "pause" : "play"));
      playing.setAttribute("aria-label", text);
      playing.title = text;
    },
  };
}

/**
 * A bar that moves `at` through 0, 1, ..., last and calls `show` for each place it comes to. Nothing plays by itself.
 * @param {Life} life @param {HTMLElement} frame the figure: nothing plays while it is out of sight
 * @param {Options} options
 */
export function player(life, frame, options) {
  const { label, rate = 4, speeds = [0.5, 1, 2, 4] } = options;
  const scrub = options.scrub ?? Number.isFinite(options.last);
  const { begin, steps, setSpeed } = pace(rate);
  const actions = {
    toggle: () => (playing.running ? pause() : play()),
    step,
    restart() {
      pause();
      options.restart?.();
      place.go(0, true);
    },
    scrub(/** @type {number} */ to) {
      pause();
      place.go(to);
    },
    setSpeed,
  };
  const { element, mark, markPlaying } = bar(life, { label, speeds, scrub }, actions);
  const place = places(options, mark);
  const playing = frames(life, frame, (elapsed) => {
    if (!playing.running) return;
    const due = steps(elapsed, reducedMotion());
    if (due === 0) return;
    place.go(place.at + due);
    if (place.isLast) pause();
  });

  function play() {
    if (place.isLast) place.go(0);
    begin();
    playing.start();
    markPlaying(true);
  }

  function pause() {
    playing.stop();
    markPlaying(false);
  }

  function step(/** @type {number} */ by) {
    pause();
    place.go(place.at + by);
  }

  place.mark();
  return {
    element,
    pause,
    go: place.go,
    setLast: place.setLast,
    mark: place.mark,
    get at() {
      return place.at;
    },
    get playing() {
      return playing.running;
    },
  };
}
