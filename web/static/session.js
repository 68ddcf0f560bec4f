/** The strip over a chat in WeChat: how much may still be said there, and what its person does besides writing. */

import { bootstrap, h, momentOf, text } from "./page.js";

export class Session {
  #left = h("p", { class: "left", role: "status" }, text("session-new"));
  #over;

  /** `act` sends what the person did: (path, fields). */
  constructor(act) {
    const signs = h("select", { "aria-label": text("session-scan"), title: text("session-scan") },
      h("option", { value: "" }, text("session-scan")),
      ...bootstrap.signs.map(({ code, name }) => h("option", { value: code }, name)));
    signs.addEventListener("change", () => {
      if (signs.value) act("/trial/enter", { sign: signs.value });
      signs.value = "";
    });
    this.#over = h("button", { type: "button", hidden: true, onclick: () => act("/trial/leave", {}) }, text("session-over"));
    this.element = h("div", { class: "session" }, this.#left, h("div", { class: "doing" },
      h("button", { type: "button", onclick: () => act("/trial/enter", { sign: "" }) }, text("session-enter")),
      signs, this.#over));
  }

  /** How it stands: {left, until, held, state}. */
  show({ left, until, held, state }) {
    const count = left ? text("session-left", { count: left, time: momentOf(until) }) : text("session-none");
    const words = state === "person" ? text("session-person") : count;
    this.#left.textContent = held ? `${words} · ${text("session-held", { count: held })}` : words;
    this.#left.classList.toggle("none", !left || state === "person");
    this.#over.hidden = state !== "person";
  }
}
