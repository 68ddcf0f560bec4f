/** A place on the page with a head and one chat: a group, or the private chat of whoever is chosen. */

import { h, icon, text } from "./page.js";
import { Pane } from "./pane.js";
import { chatOf, everybody, Picker, remember, remembered } from "./people.js";
import { Session } from "./session.js";

const CAPTIONS = { newcomer: "caption-newcomer", weixin: "caption-weixin" };
const LOOKS = { weixin: "weixin", head: "head", staff: "duty" }; // colour and picture of a private chat, by who it is

/** A group: everybody who belongs there may speak. Tells "news". */
export class Shared extends EventTarget {
  #pane;

  constructor({ kind, chat, title, people }, delivery) {
    super();
    this.kind = kind;
    this.#pane = new Pane({ chat, title, kind, speakers: people }, delivery);
    this.element = h("section", { class: `pane ${kind}`, id: `pane-${kind}`, "aria-labelledby": `title-${kind}` },
      h("header", { class: "title" }, h("span", { class: "badge" }, icon(kind)),
        h("div", {}, h("h2", { id: `title-${kind}` }, title), h("p", {}, text(`caption-${kind}`)))),
      ...this.#pane.parts);
    this.#pane.addEventListener("call", ({ detail }) => flash(this.element, detail));
    this.#pane.addEventListener("news", () => this.dispatchEvent(new Event("news")));
  }

  get name() {
    return text(`tab-${this.kind}`);
  }

  receive(message, news) {
    if (message.chat === this.#pane.chat.chat) this.#pane.receive(message, news);
  }

  caughtUp() {
    this.#pane.caughtUp();
  }

  shown() {
    this.#pane.shown();
  }

  offer(sentence) {
    this.#pane.offer(sentence);
  }
}

/** Private chats, one at a time; each keeps its history and what was being written. Tells "news" and "name". */
export class Private extends EventTarget {
  #panes = new Map(); // person -> their chat
  #person;
  #unread;
  #badge = h("span", { class: "badge" });
  #heading;
  #caption = h("p");

  constructor({ kind, people, chosen }, delivery, unread) {
    super();
    this.kind = kind;
    this.#unread = unread;
    for (const id of people) this.#panes.set(id, this.#open(id, delivery));
    const first = remembered(kind, chosen);
    this.#heading = h("h2", { id: `title-${kind}`, class: "visually-hidden" });
    const picker = new Picker(people, first, unread, (person) => this.#choose(person));
    this.element = h("section", { id: `pane-${kind}`, "aria-labelledby": `title-${kind}` },
      h("header", { class: "title" }, this.#badge, h("div", {}, this.#heading, picker.element, this.#caption)));
    this.#choose(first);
  }

  get name() {
    return everybody.get(this.#person).name;
  }

  receive(message, news) {
    for (const pane of this.#panes.values()) if (message.chat === pane.chat.chat) pane.receive(message, news);
  }

  /** What may still be said in a chat that counts. */
  count(session) {
    for (const pane of this.#panes.values()) if (session.chat === pane.chat.chat) pane.count(session);
  }

  caughtUp() {
    for (const pane of this.#panes.values()) pane.caughtUp();
  }

  shown() {
    this.#panes.get(this.#person).shown();
  }

  #open(id, delivery) {
    const { name, kind } = everybody.get(id);
    const title = text("private-box", { name });
    const pane = new Pane({ chat: chatOf(id), title, kind, speakers: [id], strip: kind === "weixin" && ((act) => new Session(act)) }, delivery);
    pane.addEventListener("call", ({ detail }) => id === this.#person && flash(this.element, detail));
    pane.addEventListener("news", ({ detail }) => {
      if (id === this.#person) this.dispatchEvent(new Event("news"));
      else this.#unread.add(id, detail);
    });
    return pane;
  }

  #choose(person) {
    this.#person = person;
    const { name, kind } = everybody.get(person);
    const look = LOOKS[kind] ?? "private";
    this.element.className = `pane personal ${look}`;
    this.#badge.replaceChildren(icon(look === "weixin" ? "private" : look));
    this.#heading.textContent = text("private-title", { name });
    this.#caption.textContent = text(CAPTIONS[kind] ?? "caption-private");
    while (this.element.children.length > 1) this.element.lastElementChild.remove(); // the head stays, and with it the focus
    this.element.append(...this.#panes.get(person).parts);
    this.shown();
    this.#unread.show(this, person);
    remember(this.kind, person);
    this.dispatchEvent(new Event("name"));
  }
}

function flash(element, name) {
  element.classList.remove(name);
  requestAnimationFrame(() => element.classList.add(name));
  setTimeout(() => element.classList.remove(name), 2_000);
}
