// @ts-check
// The `render` of a figure. It can begin again: after an error, and from its settings, which are in the model.

import { ignoreAddress } from "./address.js";
import { factsOf } from "./facts.js";
import { Life } from "./life.js";
import { tools } from "./tools.js";
import { change, html } from "./ui.js";

/** @typedef {import("./ui.js").Model} Model */
/** @typedef {{ model: Model, el: HTMLElement, life: Life }} View */

/**
 * What a front-end module exports as `render`. An error in the figure, whenever it comes, leaves a message with a
 * button that builds the figure anew; so does the next change of a setting, by Python or by another view.
 * @param {(view: View) => void} build fills `el`, and starts through `life` whatever goes on
 */
export function startable(build) {
  return (/** @type {{ model: Model, el: HTMLElement, signal?: AbortSignal }} */ { model, el, signal }) => {
    const whole = new Life(el, signal, (error) => console.error(error));
    new Stage(build, model, el, whole).begin();
    hidePicture(model, el, whole);
    return whole.end;
  };
}

/**
 * In a notebook the still picture is an output of its own. It is hidden for as long as the live figure is seen.
 * @param {Model} model @param {HTMLElement} el @param {Life} life
 */
function hidePicture(model, el, life) {
  // On a page of the book it stands in the place of its picture.
  if (el.closest(".nn-live")) return;
  const pictures = () =>
    [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".nn-live"))].filter(
      (place) => place.dataset.modelId === model.get("_picture"),
    );
  const setHidden = (/** @type {boolean} */ hidden) => {
    for (const place of pictures()) place.hidden = hidden;
  };
  life.resize(el, () => setHidden(true));
  life.onEnd(() => setHidden(false));
}

class Stage {
  /** @param {(view: View) => void} build @param {Model} model @param {HTMLElement} el @param {Life} whole */
  constructor(build, model, el, whole) {
    this.build = build;
    this.model = model;
    this.el = el;
    this.whole = whole;
    this.place = html("div", {});
    this.tools = tools(whole, model, this.place);
    /** The message of an error, while it stands there. @type {HTMLElement | null} */
    this.notice = null;
    /** The settings that the figure came with. */
    this.origin = Object.fromEntries(Object.keys(factsOf(model).traits).map((name) => [name, model.get(name)]));
    el.replaceChildren(this.place, this.tools.element);
    whole.onEnd(() => this.unfollow());
  }

  /** The first start. Where even the settings that the figure came with are of no use, the page has a picture instead. */
  begin() {
    try {
      this.start();
    } catch (error) {
      console.error(error);
      this.reset();
      this.start();
    }
  }

  start() {
    const life = new Life(this.place, this.whole.signal, (error) => this.stopped(error));
    try {
      this.build({ model: this.model, el: this.place, life });
    } catch (error) {
      life.end();
      throw error;
    }
    this.tools.renew();
  }

  /** @param {unknown} error */
  stopped(error) {
    console.error(error);
    const words = error instanceof Error ? error.message : String(error);
    const again = html("button", { type: "button" }, "Start again");
    const asItCame = html("button", { type: "button" }, "Start again as it came");
    this.whole.listen(again, "click", () => this.again());
    this.whole.listen(asItCame, "click", () => {
      this.reset();
      this.again();
    });
    this.unfollow();
    this.notice?.remove();
    const notice = html(
      "div",
      { class: "nn-failed", role: "alert" },
      html("p", {}, `This figure has stopped: ${words.replace(/[.\s]*$/, "")}. Its settings are kept.`),
      html("p", {}, again, " ", asItCame),
    );
    const hadFocus = this.place.contains(document.activeElement);
    this.place.inert = true;
    this.el.prepend(notice);
    this.notice = notice;
    if (hadFocus) again.focus();
    // Not at once: the change that failed is still being told to others.
    queueMicrotask(() => this.notice && !this.whole.signal.aborted && this.model.on("change", this.again));
  }

  /** The settings that the figure came with, whatever the address says. */
  reset() {
    ignoreAddress(this.place);
    this.unfollow();
    change(this.model, this.origin);
  }

  again = () => {
    this.unfollow();
    const hadFocus = this.notice?.contains(document.activeElement);
    this.notice?.remove();
    this.notice = null;
    this.place.inert = false;
    this.place.replaceChildren();
    try {
      this.start();
    } catch (error) {
      this.stopped(error);
    }
    if (hadFocus) this.focus();
  };

  /** The button that was pressed is gone: its focus goes to the figure, or to the next such button. */
  focus() {
    const next = this.notice?.querySelector("button") ?? this.place.querySelector(".nn-figure");
    if (!next) return;
    if (!this.notice) next.setAttribute("tabindex", "-1");
    /** @type {HTMLElement} */ (next).focus();
  }

  unfollow() {
    this.model.off("change", this.again);
  }
}
