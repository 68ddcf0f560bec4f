/** One chat: its messages in order, seen with the eyes of whoever speaks in it, and what that person does.
 *
 * Tells "news" (a message's id: something that the reader did not say) and "call" ("called", "offered": look here).
 */

import { Composer } from "./composer.js";
import { build, gist, nameOf } from "./message.js";
import { dayOf, h, icon, iconButton, text } from "./page.js";
import { smaller } from "./shrink.js";
import { show } from "./viewer.js";

const TOGETHER = 5 * 60000; // ms; messages of one person within this share one name
const NEAR = 60; // px from the end within which the reader is taken to follow along
const AGAIN = 3000; // ms until a pressed button can be pressed again
const SOON = 400; // ms; a message that takes longer is shown as being on its way

const authorOf = (message) => message.from && message.from.id;
const gistOf = ({ text: words, photos, voice }) => words || text(photos.length ? "quote-photo" : voice ? "quote-voice" : "quote-spot");

export class Pane extends EventTarget {
  constructor(chat, delivery) {
    super();
    this.chat = chat;
    this._base = chat.base || "/trial"; // where what is done here goes
    this._delivery = delivery;
    this._messages = new Map(); // id -> {message, element}
    this._leaving = Promise.resolve();
    this._following = true;
    this._top = 0; // px, where the reader was last
    this._toasts = h("div", { class: "toasts", role: "status" });
    this._composer = new Composer(chat, {
      spoken: (draft) => this._send(draft),
      switched: () => this._arrange(),
      problem: (sentence) => this._toast(sentence),
    });
    this._log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-busy": "true", tabindex: "0",
      "aria-label": text("log", { chat: chat.title }), onscroll: () => this._scrolled() },
      h("p", { class: "nothing" }, text(`empty-${chat.kind}`)));
    this._below = h("button", { type: "button", class: "below", hidden: true, onclick: () => this._toEnd() }, icon("down"), text("below"));
    /** What a place on the page shows of the chat, from above to below. */
    this._session = chat.strip ? chat.strip((path, fields) => this._act(path, fields)) : null; // of a chat that counts
    this.parts = [...(this._session ? [this._session.element] : []), this._log, h("div", { class: "over" }, this._below, this._toasts), this._composer.element];
    new ResizeObserver(() => this._following && this._toEnd()).observe(this._log);
    this._log.addEventListener("load", () => this._following && this._toEnd(), true); // a picture takes its room late
  }

  /** Take a message of this chat; one with a known id replaces what it was. `news`: it happens while somebody watches. */
  receive(message, news) {
    if (message.kind === "toast") {
      if (news && message.text && this._visible(message)) this._toast(message.text);
      return;
    }
    const known = this._messages.get(message.id);
    const quoted = (this._messages.get(message.reply_to) || {}).message;
    const element = build(message, quoted, this._acts());
    if (known) this._replace(known.element, element);
    else this._insert(message, element);
    this._messages.set(message.id, { message, element });
    if (!known) this._settle(message);
    this._arrange();
    if (news && this._visible(message)) this._announce(message, element, Boolean(known));
    if (this._following) this._toEnd();
  }

  /** What may still be said here. */
  count(session) {
    this._session.show(session);
  }

  /** The past has been told: from now on what arrives is read aloud. */
  caughtUp() {
    this._log.removeAttribute("aria-busy");
    this._toEnd();
  }

  /** Put a sentence into the box. */
  offer(sentence) {
    this._composer.offer(sentence);
    this._call("offered");
  }

  /** The pane has come into sight. */
  shown() {
    if (this._following) this._toEnd();
    else this._log.scrollTop = this._top; // a chat that was away begins at its top
  }

  _acts() {
    return {
      reply: (message) => this._composer.reply(message),
      edit: (message) => this._composer.change(message),
      press: (message, data, button) => this._press(message, data, button),
      show: (message, n) => show(message.photos, n, nameOf(message)),
      seek: (message) => this._seek(message),
    };
  }

  _visible(message) {
    return !message.deleted && (!message.only_for || message.only_for === this._composer.speaker);
  }

  _replace(old, element) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(element);
    if (!focused) return;
    const same = [...element.querySelectorAll("button")].find((button) => button.dataset.press === focused.dataset.press);
    (same || element).focus({ preventScroll: true });
  }

  /** A page that just opened hears of each message by its last change: it stands where it was first said. */
  _insert(message, element) {
    const later = [...this._messages].filter(([id]) => Number(id) > Number(message.id));
    if (!later.length) return this._log.append(element);
    later[0][1].element.before(element);
    for (const [id] of later) this._messages.delete(id); // and again behind it: the map has the order of the log
    this._messages.set(message.id, { message, element });
    for (const [id, known] of later) this._messages.set(id, known);
  }

  /** What quotes this message came first: now the words are there. */
  _settle(quoted) {
    for (const [id, { message, element }] of this._messages) {
      if (message.reply_to !== quoted.id || Number(id) <= Number(quoted.id)) continue;
      const anew = build(message, quoted, this._acts());
      this._replace(element, anew);
      this._messages.set(id, { message, element: anew });
    }
  }

  /** Lay all messages out for the present speaker: sides, what only others see, days, who shares a name with the one above. */
  _arrange() {
    let above = null;
    for (const { message, element } of this._messages.values()) {
      const visible = this._visible(message);
      element.hidden = !visible;
      if (!visible) continue;
      const mine = authorOf(message) === this._composer.speaker;
      const newDay = !above || dayOf(above.at) !== dayOf(message.at);
      const follows = !newDay && authorOf(above) === authorOf(message) && above.only_for === message.only_for
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

  _announce(message, element, again) {
    this._flash(element, again ? "called" : "fresh");
    if (authorOf(message) === this._composer.speaker) {
      this._following = true;
      return;
    }
    this._call("called");
    if (again) return;
    this._below.hidden = this._following;
    this.dispatchEvent(new CustomEvent("news", { detail: message.id }));
  }

  /** Ask the place around for a moment's attention. */
  _call(why) {
    this.dispatchEvent(new CustomEvent("call", { detail: why }));
  }

  _flash(element, name) {
    element.classList.remove(name);
    requestAnimationFrame(() => element.classList.add(name));
    setTimeout(() => element.classList.remove(name), 2000);
  }

  _seek({ id }) {
    const found = (this._messages.get(id) || {}).element;
    if (!found || found.hidden) return;
    found.scrollIntoView({ block: "center", behavior: "smooth" });
    found.focus({ preventScroll: true });
    this._flash(found, "called");
  }

  _scrolled() {
    const log = this._log;
    if (!log.clientHeight) return;
    this._top = log.scrollTop;
    this._following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (this._following) this._below.hidden = true;
  }

  _toEnd() {
    this._log.scrollTop = this._log.scrollHeight;
  }

  async _send(draft) {
    const before = this._leaving; // photos take a moment to be made smaller, and nothing overtakes
    const photos = Promise.all((draft.photos || []).map(smaller));
    this._leaving = Promise.all([before, photos]);
    await before;
    draft.photos = await photos;
    const { path, act } = draft.change ? this._change(draft) : this._say(draft);
    const way = {}; // how far it is
    const sent = this._delivery.send(path, act, (share) => (way.share = share));
    const timer = setTimeout(() => this.underway(gistOf(draft), sent, way), SOON);
    const refusal = await sent;
    clearTimeout(timer);
    if (!refusal) return;
    this._toast(refusal);
    this._composer.restore(draft);
  }

  _say({ as, text: words, replyTo, spot, photos, voice }) {
    const act = new FormData();
    const fields = { chat: this.chat.chat, as, text: words, reply_to: (replyTo || {}).id, lat: (spot || {}).lat, lon: (spot || {}).lon, ...(this.chat.more ? this.chat.more() : {}) };
    for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== "") act.set(name, value);
    for (const photo of photos) act.append("photo", photo, photo.name);
    if (voice) act.append("voice", voice, voice.name);
    return { path: `${this._base}/say`, act };
  }

  _change({ as, text: words, change }) {
    return { path: `${this._base}/edit`, act: { chat: this.chat.chat, as, message: change.id, text: words } };
  }

  /** Say words as if they had been written here. */
  say(words) {
    this._send({ text: words, as: this._composer.speaker, photos: [] });
  }

  /** A message that is on its way, shown until `sent` is settled; `way.share` tells how much of it has left. */
  underway(words, sent, way = {}) {
    const state = h("p", { class: "only-you" }, text("sending"));
    const element = h("div", { class: "message mine pending" }, h("div", { class: "line" },
      h("div", { class: "stack" }, h("div", { class: "bubble" }, h("p", { class: "text" }, words), state))));
    const later = setInterval(() => {
      const percent = Math.floor((way.share || 0) * 100);
      state.textContent = percent > 0 && percent < 100 ? text("sending-percent", { percent }) : text("waiting");
    }, 1500);
    this._log.append(element);
    this._toEnd();
    const end = () => {
      clearInterval(later);
      element.remove();
    };
    sent.then(end, end);
  }

  async _act(path, fields) {
    const refusal = await this._delivery.send(path, { chat: this.chat.chat, as: this._composer.speaker, ...fields });
    if (refusal) this._toast(refusal);
  }

  async _press(message, data, button) {
    button.disabled = true;
    const act = { chat: this.chat.chat, as: this._composer.speaker, message: message.id, data };
    const refusal = await this._delivery.send(`${this._base}/press`, act);
    if (refusal) this._toast(refusal);
    setTimeout(() => (button.disabled = false), AGAIN);
  }

  _toast(sentence) {
    const toast = h("div", { class: "toast" }, h("p", {}, sentence),
      iconButton("close", text("dismiss"), () => toast.remove()));
    this._toasts.append(toast);
    setTimeout(() => toast.remove(), 3000 + 120 * sentence.length);
  }
}
