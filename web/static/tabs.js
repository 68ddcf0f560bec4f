/** On a narrow screen one chat at a time, with tabs and dots for what is new elsewhere; on a wide one all of them. */

import { h, text } from "./page.js";

const narrow = matchMedia("(max-width: 699px)"); // the same width as in trial.css

export class Tabs {
  #panes;
  #buttons = new Map(); // pane -> its tab
  #news = new Map(); // pane -> how many
  #elsewhere = new Map(); // pane -> how many in chats that are behind it
  #open;

  constructor(panes, place) {
    this.#panes = panes;
    for (const pane of panes) {
      const tab = h("button", { type: "button", role: "tab", id: `tab-${pane.kind}`, "aria-controls": pane.element.id, onclick: () => this.open(pane) });
      this.#buttons.set(pane, tab);
      pane.addEventListener("news", () => this.#count(pane));
      pane.addEventListener("name", () => this.#dot(pane));
    }
    place.append(...this.#buttons.values());
    place.addEventListener("keydown", (event) => this.#key(event));
    narrow.addEventListener("change", () => this.#lay());
    this.#open = panes.find((pane) => pane.kind === "group") ?? panes[0];
    this.#lay();
  }

  open(pane) {
    this.#open = pane;
    this.#lay();
  }

  /** News in chats that can be reached through this pane, and that none shows. */
  elsewhere(pane, count) {
    this.#elsewhere.set(pane, count);
    this.#dot(pane);
  }

  #lay() {
    for (const pane of this.#panes) {
      const open = pane === this.#open;
      const { element, kind } = pane;
      element.hidden = narrow.matches && !open;
      element.setAttribute("aria-labelledby", `${narrow.matches ? "tab" : "title"}-${kind}`);
      if (narrow.matches) element.setAttribute("role", "tabpanel");
      else element.removeAttribute("role");
      this.#buttons.get(pane).setAttribute("aria-selected", String(open));
      this.#buttons.get(pane).tabIndex = open ? 0 : -1;
      if (!element.hidden) {
        this.#news.delete(pane);
        pane.shown();
      }
      this.#dot(pane);
    }
  }

  #count(pane) {
    if (pane.element.hidden) this.#news.set(pane, (this.#news.get(pane) ?? 0) + 1);
    this.#dot(pane);
  }

  #dot(pane) {
    const count = (this.#news.get(pane) ?? 0) + (this.#elsewhere.get(pane) ?? 0);
    this.#buttons.get(pane).replaceChildren(pane.name,
      ...(count ? [h("span", { class: "dot" }, h("span", { class: "visually-hidden" }, text("unread", { count })))] : []));
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const count = this.#panes.length;
    this.open(this.#panes[(this.#panes.indexOf(this.#open) + step + count) % count]);
    this.#buttons.get(this.#open).focus();
  }
}
