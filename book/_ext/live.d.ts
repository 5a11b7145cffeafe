// The types of book/_static/live.js, which is kept small. No page gets this file.

declare namespace Live {
  type State = Record<string, any>;

  /** The places of arrays in a state, and their bytes in base 64. */
  type Buffers = { path: string[]; data: string }[];

  /** What a page holds of a widget: its state, or what is short of it and the files with the rest (see live.py). */
  interface Saved {
    model_name?: string;
    state: State;
    buffers?: Buffers;
    later?: Record<string, string>;
    arrays?: string;
  }

  type Callback = (source: Model, value?: any) => void;

  /** What a front-end module may ask of its model, and what the host keeps. */
  interface Model {
    state: State;
    calls: [event: string, call: Callback][];
    get(name: string): any;
    set(name: string | State, value?: any): void;
    emit(event: string, value?: any): void;
    on(events: string, call: Callback): void;
    off(events?: string, call?: Callback): void;
    save_changes(): void;
    send(): void;
  }

  type Methods = Omit<Model, "state" | "calls"> & ThisType<Model>;
  type Once = <T>(key: unknown, make: () => T) => T;
  type Mount = (place: Element) => Promise<void>;
}

// Of HTML elements alone in the DOM's own types; those of SVG and MathML have it as well.
interface Element {
  readonly dataset: DOMStringMap;
}

interface Window {
  bookSearch: { take(data: any): void };
  nnLive: { model(id?: string): Live.Model; take(name: string, value: any): void; unmount(place: Element): void };
}
