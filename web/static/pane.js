/** One chat: its messages in order, seen with the eyes of whoever speaks in it, and what that person does.
 *
 * Tells "news" (a message's id: something that the reader did not say) and "call" ("called", "offered": look here).
 */

import { Composer } from "./composer.js";
import { build, gist, nameOf } from "./message.js";
import { dayOf, h, icon, iconButton, text } from "./page.js";
import { Session } from "./session.js";
import { show } from "./viewer.js";

const TOGETHER = 5 * 60_000; // ms; messages of one person within this share one name
const NEAR = 60; // px from the end within which the reader is taken to follow along
const AGAIN = 3_000; // ms until a pressed button can be pressed again
const SOON = 400; // ms; a message that takes longer is shown as being on its way

export class Pane extends EventTarget {
  #messages = new Map(); // id -> {message, element}
  #delivery;
  #composer;
  #following = true;
  #session; // of a chat that counts
  #top = 0; // px, where the reader was last
  #log;
  #below;
  #toasts = h("div", { class: "toasts", role: "status" });

  constructor(chat, delivery) {
    super();
    this.chat = chat;
    this.#delivery = delivery;
    this.#composer = new Composer(chat, {
      spoken: (draft) => this.#send(draft),
      switched: () => this.#arrange(),
      problem: (sentence) => this.#toast(sentence),
    });
    this.#log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-busy": "true", tabindex: "0",
      "aria-label": text("log", { chat: chat.title }), onscroll: () => this.#scrolled() },
      h("p", { class: "nothing" }, text(`empty-${chat.kind}`)));
    this.#below = h("button", { type: "button", class: "below", hidden: true, onclick: () => this.#toEnd() }, icon("down"), text("below"));
    /** What a place on the page shows of the chat, from above to below. */
    this.#session = chat.kind === "weixin" ? new Session((path, fields) => this.#act(path, fields)) : null;
    this.parts = [...(this.#session ? [this.#session.element] : []), this.#log, h("div", { class: "over" }, this.#below, this.#toasts), this.#composer.element];
    new ResizeObserver(() => this.#following && this.#toEnd()).observe(this.#log);
    this.#log.addEventListener("load", () => this.#following && this.#toEnd(), true); // a picture takes its room late
  }

  /** Take a message of this chat; one with a known id replaces what it was. `news`: it happens while somebody watches. */
  receive(message, news) {
    if (message.kind === "toast") {
      if (news && message.text && this.#visible(message)) this.#toast(message.text);
      return;
    }
    const known = this.#messages.get(message.id);
    const quoted = this.#messages.get(message.reply_to)?.message;
    const element = build(message, quoted, this.#acts());
    if (known) this.#replace(known.element, element);
    else this.#insert(message, element);
    this.#messages.set(message.id, { message, element });
    if (!known) this.#settle(message);
    this.#arrange();
    if (news && this.#visible(message)) this.#announce(message, element, Boolean(known));
    if (this.#following) this.#toEnd();
  }

  /** What may still be said here. */
  count(session) {
    this.#session.show(session);
  }

  /** The past has been told: from now on what arrives is read aloud. */
  caughtUp() {
    this.#log.removeAttribute("aria-busy");
    this.#toEnd();
  }

  /** Put a sentence into the box. */
  offer(sentence) {
    this.#composer.offer(sentence);
    this.#call("offered");
  }

  /** The pane has come into sight. */
  shown() {
    if (this.#following) this.#toEnd();
    else this.#log.scrollTop = this.#top; // a chat that was away begins at its top
  }

  #acts() {
    return {
      reply: (message) => this.#composer.reply(message),
      edit: (message) => this.#composer.change(message),
      press: (message, data, button) => this.#press(message, data, button),
      show: (message, n) => show(message.photos, n, nameOf(message)),
      seek: (message) => this.#seek(message),
    };
  }

  #visible(message) {
    return !message.deleted && (!message.only_for || message.only_for === this.#composer.speaker);
  }

  #replace(old, element) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(element);
    if (!focused) return;
    const same = [...element.querySelectorAll("button")].find((button) => button.dataset.press === focused.dataset.press);
    (same ?? element).focus({ preventScroll: true });
  }

  /** A page that just opened hears of each message by its last change: it stands where it was first said. */
  #insert(message, element) {
    const later = [...this.#messages].filter(([id]) => Number(id) > Number(message.id));
    if (!later.length) return this.#log.append(element);
    later[0][1].element.before(element);
    for (const [id] of later) this.#messages.delete(id); // and again behind it: the map has the order of the log
    this.#messages.set(message.id, { message, element });
    for (const [id, known] of later) this.#messages.set(id, known);
  }

  /** What quotes this message came first: now the words are there. */
  #settle(quoted) {
    for (const [id, { message, element }] of this.#messages) {
      if (message.reply_to !== quoted.id || Number(id) <= Number(quoted.id)) continue;
      const anew = build(message, quoted, this.#acts());
      this.#replace(element, anew);
      this.#messages.set(id, { message, element: anew });
    }
  }

  /** Lay all messages out for the present speaker: sides, what only others see, days, who shares a name with the one above. */
  #arrange() {
    let above = null;
    for (const { message, element } of this.#messages.values()) {
      const visible = this.#visible(message);
      element.hidden = !visible;
      if (!visible) continue;
      const mine = message.from?.id === this.#composer.speaker;
      const newDay = !above || dayOf(above.at) !== dayOf(message.at);
      const follows = !newDay && above.from?.id === message.from?.id && above.only_for === message.only_for
        && !(message.from && message.edited) && Math.abs(Date.parse(message.at) - Date.parse(above.at)) < TOGETHER;
      element.classList.toggle("bot", !message.from);
      element.classList.toggle("mine", mine);
      element.classList.toggle("theirs", Boolean(message.from) && !mine);
      element.classList.toggle("private-to", Boolean(message.only_for));
      element.classList.toggle("newday", newDay);
      element.classList.toggle("follows", follows);
      const change = element.querySelector(".change");
      if (change) change.hidden = !mine;
      above = message;
    }
  }

  #announce(message, element, again) {
    this.#flash(element, again ? "called" : "fresh");
    if (message.from?.id === this.#composer.speaker) {
      this.#following = true;
      return;
    }
    this.#call("called");
    if (again) return;
    this.#below.hidden = this.#following;
    this.dispatchEvent(new CustomEvent("news", { detail: message.id }));
  }

  /** Ask the place around for a moment's attention. */
  #call(why) {
    this.dispatchEvent(new CustomEvent("call", { detail: why }));
  }

  #flash(element, name) {
    element.classList.remove(name);
    requestAnimationFrame(() => element.classList.add(name));
    setTimeout(() => element.classList.remove(name), 2_000);
  }

  #seek({ id }) {
    const found = this.#messages.get(id)?.element;
    if (!found || found.hidden) return;
    found.scrollIntoView({ block: "center", behavior: "smooth" });
    found.focus({ preventScroll: true });
    this.#flash(found, "called");
  }

  #scrolled() {
    const log = this.#log;
    if (!log.clientHeight) return;
    this.#top = log.scrollTop;
    this.#following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (this.#following) this.#below.hidden = true;
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  async #send(draft) {
    const { path, act } = draft.change ? this.#change(draft) : this.#say(draft);
    const sent = this.#delivery.send(path, act);
    const timer = setTimeout(() => this.#underway(draft, sent), SOON);
    const refusal = await sent;
    clearTimeout(timer);
    if (!refusal) return;
    this.#toast(refusal);
    this.#composer.restore(draft);
  }

  #say({ as, text: words, replyTo, spot, photos, voice }) {
    const act = new FormData();
    const fields = { chat: this.chat.chat, as, text: words, reply_to: replyTo?.id, lat: spot?.lat, lon: spot?.lon };
    for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== "") act.set(name, value);
    for (const photo of photos) act.append("photo", photo, photo.name);
    if (voice) act.append("voice", voice, voice.name);
    return { path: "/trial/say", act };
  }

  #change({ as, text: words, change }) {
    return { path: "/trial/edit", act: { chat: this.chat.chat, as, message: change.id, text: words } };
  }

  #underway(draft, sent) {
    const words = draft.text || text(draft.photos.length ? "quote-photo" : draft.voice ? "quote-voice" : "quote-spot");
    const state = h("p", { class: "only-you" }, text("sending"));
    const element = h("div", { class: "message mine pending" }, h("div", { class: "line" },
      h("div", { class: "stack" }, h("div", { class: "bubble" }, h("p", { class: "text" }, words), state))));
    const later = setTimeout(() => (state.textContent = text("waiting")), 1_500);
    this.#log.append(element);
    this.#toEnd();
    sent.finally(() => {
      clearTimeout(later);
      element.remove();
    });
  }

  async #act(path, fields) {
    const refusal = await this.#delivery.send(path, { chat: this.chat.chat, as: this.#composer.speaker, ...fields });
    if (refusal) this.#toast(refusal);
  }

  async #press(message, data, button) {
    button.disabled = true;
    const act = { chat: this.chat.chat, as: this.#composer.speaker, message: message.id, data };
    const refusal = await this.#delivery.send("/trial/press", act);
    if (refusal) this.#toast(refusal);
    setTimeout(() => (button.disabled = false), AGAIN);
  }

  #toast(sentence) {
    const toast = h("div", { class: "toast" }, h("p", {}, sentence),
      iconButton("close", text("dismiss"), () => toast.remove()));
    this.#toasts.append(toast);
    setTimeout(() => toast.remove(), 3_000 + 120 * sentence.length);
  }
}
