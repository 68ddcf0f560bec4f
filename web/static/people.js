/** Who can be played, whose private chat a pane shows, and what is new in the ones that nobody is looking at. */

import { h, text } from "./page.js";
import { choice, everybody } from "./who.js";

const SHELF = "huiyin-people"; // where this tab of the browser remembers who was chosen

export { everybody };
export const chatOf = (id) => `${everybody.get(id).kind === "weixin" ? "weixin" : "private"}:${id}`;

/** News in private chats that no pane shows. Tells "change". */
export class Unread extends EventTarget {
  #news = new Map(); // person -> the messages' ids; who had news last stands last
  #shown = new Map(); // pane -> person

  show(pane, person) {
    this.#shown.set(pane, person);
    this.#news.delete(person);
    this.dispatchEvent(new Event("change"));
  }

  add(person, message) {
    if ([...this.#shown.values()].includes(person)) return;
    const ids = this.#news.get(person) ?? new Set();
    this.#news.delete(person);
    this.#news.set(person, ids.add(message));
    this.dispatchEvent(new Event("change"));
  }

  count(person) {
    return this.#news.get(person)?.size ?? 0;
  }

  get total() {
    return [...this.#news.keys()].reduce((sum, person) => sum + this.count(person), 0);
  }

  /** Who had news last. */
  get latest() {
    return [...this.#news.keys()].at(-1);
  }
}

/** The choice of whose private chat is shown, and a button that goes to the latest news elsewhere. */
export class Picker {
  #unread;
  #choose;
  #news = h("button", { type: "button", class: "elsewhere", hidden: true, onclick: () => this.#go() });

  constructor(ids, chosen, unread, choose) {
    this.#unread = unread;
    this.#choose = choose;
    this.select = choice(ids, { "aria-label": text("person"), onchange: () => choose(this.select.value) });
    this.select.value = chosen;
    this.element = h("div", { class: "picker" }, this.select, this.#news);
    unread.addEventListener("change", () => this.#draw());
  }

  #go() {
    const person = this.#unread.latest;
    this.select.value = person;
    this.select.focus(); // the button goes away
    this.#choose(person);
  }

  #draw() {
    for (const option of this.select.options) {
      const { label } = everybody.get(option.value);
      const count = this.#unread.count(option.value);
      const words = count ? text("person-unread", { name: label, count }) : label;
      if (option.text !== words) option.text = words;
    }
    const { total, latest } = this.#unread;
    this.#news.hidden = !total;
    if (!total) return;
    this.#news.textContent = total;
    this.#news.title = text("elsewhere", { count: total, name: everybody.get(latest).name });
    this.#news.setAttribute("aria-label", this.#news.title);
  }
}

/** Whom this tab of the browser showed in a pane before it was loaded anew, else `person`. */
export function remembered(pane, person) {
  const before = shelf()[pane];
  return everybody.has(before) ? before : person;
}

export function remember(pane, person) {
  try {
    sessionStorage.setItem(SHELF, JSON.stringify({ ...shelf(), [pane]: person }));
  } catch {
    // without storage everybody is where they began after a reload
  }
}

function shelf() {
  try {
    return JSON.parse(sessionStorage.getItem(SHELF)) ?? {};
  } catch {
    return {};
  }
}
