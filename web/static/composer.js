/** Where a person writes: who speaks, text, photos, voice, place; a reply or a change of what was said. */

import { gist, nameOf } from "./message.js";
import { bootstrap, h, icon, iconButton, text } from "./page.js";
import { player, recorder } from "./voice.js";
import { choice, everybody } from "./who.js";

const MOST_PHOTOS = 9; // an album in the chats that people know

export class Composer {
  /** `spoken` takes a draft {text, as, photos, voice, spot, replyTo, change}; `switched` hears who speaks now. */
  constructor({ title, speakers }, { spoken, switched, problem }) {
    this._spoken = spoken; // (draft) => void: send it
    this._problem = problem; // (sentence) => void: show it
    this._draft = {};
    this._about = h("div", { class: "about", hidden: true });
    this._extras = h("div", { class: "drafts", hidden: true });
    this._box = h("textarea", {
      rows: "1", enterkeyhint: "send", placeholder: text("placeholder"), "aria-label": text("box", { chat: title }),
      oninput: () => this._grow(), onkeydown: (event) => this._key(event), onpaste: (event) => this._paste(event),
    });
    this._as = choice(speakers, { "aria-label": text("speaker"), onchange: switched });
    const as = speakers.length > 1 ? this._as : h("span", { class: "alone" }, everybody.get(speakers[0]).name);
    this.element = h("form", { class: "desk", onsubmit: (event) => this._submit(event) },
      this._about, this._extras,
      h("div", { class: "write" },
        h("div", { class: "as" }, as),
        this._tools(),
        h("div", { class: "box" }, this._box, h("button", { class: "send", "aria-label": text("send"), title: text("send") }, icon("send")))));
    this._empty();
  }

  get speaker() {
    return this._as.value;
  }

  /** Put a sentence into the box, ready to be sent. */
  offer(sentence) {
    this._box.value = sentence;
    this._grow();
    this._box.focus();
  }

  reply(message) {
    this._draft.replyTo = message;
    delete this._draft.change;
    this._refresh();
    this._box.focus();
  }

  change(message) {
    this._draft = { photos: [], change: message };
    this.offer(message.text);
    this._refresh();
  }

  /** Give back what was refused, unless something new is being written. */
  restore(draft) {
    if (this._box.value || this._draft.photos.length) return;
    this._draft = draft;
    this._box.value = draft.text;
    this._grow();
    this._refresh();
  }

  _tools() {
    const files = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
    // A phone goes straight to its camera by a button of its own; the other one leads to what was taken before.
    const camera = matchMedia("(pointer: coarse)").matches && h("input", { type: "file", accept: "image/*", capture: "environment", hidden: true });
    for (const input of camera ? [files, camera] : [files]) {
      input.addEventListener("change", () => {
        this._add([...input.files]);
        input.value = "";
      });
    }
    return h("div", { class: "attach" },
      camera && iconButton("camera", text("camera"), () => camera.click()), camera,
      iconButton("photo", text("photo"), () => files.click()), files,
      recorder((voice) => this._attach({ voice }), this._problem),
      this._where());
  }

  /** The sample places of a trial; elsewhere where this device is, when its browser can tell. */
  _where() {
    if (!bootstrap.spots) return navigator.geolocation && window.isSecureContext && iconButton("pin", text("spot"), (event) => this._locate(event.currentTarget));
    const place = h("select", { "aria-label": text("spot"), title: text("spot") },
      h("option", { value: "" }, text("spot-choose")),
      ...bootstrap.spots.map(({ name }, n) => h("option", { value: n }, name)));
    place.addEventListener("change", () => {
      if (place.value) this._attach({ spot: bootstrap.spots[place.value] });
      place.value = "";
    });
    return bootstrap.spots.length > 0 && h("span", { class: "place" }, icon("pin"), place);
  }

  _locate(button) {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      button.disabled = false;
      this._attach({ spot: { name: text("spot-here"), lat: coords.latitude, lon: coords.longitude } });
    }, () => {
      button.disabled = false;
      this._problem(text("spot-refused"));
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  }

  _add(photos) {
    const all = [...this._draft.photos, ...photos.filter((file) => file.type.startsWith("image/"))];
    if (all.length > MOST_PHOTOS) this._problem(text("photos-too-many", { count: MOST_PHOTOS }));
    this._attach({ photos: all.slice(0, MOST_PHOTOS) });
  }

  _attach(extra) {
    Object.assign(this._draft, extra);
    this._refresh();
    this._box.focus();
  }

  _paste(event) {
    if (event.clipboardData.files.length) this._add([...event.clipboardData.files]);
  }

  _key(event) {
    // 229: Safari ends a composition before this key, so isComposing alone would send half a word.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing) this._submit(event);
    if (event.key === "Escape" && !composing) this._leave();
  }

  _submit(event) {
    event.preventDefault();
    const draft = { ...this._draft, text: this._box.value.trim(), as: this.speaker };
    if (!draft.text && !draft.photos.length && !draft.voice && !draft.spot) return;
    if (draft.change && !draft.text) return;
    this._empty();
    this._spoken(draft);
  }

  _leave() {
    if (this._draft.change) return this._empty();
    delete this._draft.replyTo;
    this._refresh();
  }

  _empty() {
    this._draft = { photos: [] };
    this._box.value = "";
    this._grow();
    this._refresh();
  }

  _grow() {
    this._box.style.height = "auto";
    if (this._box.value) this._box.style.height = `${this._box.scrollHeight + 2}px`;
  }

  _refresh() {
    const { replyTo, change, photos, voice, spot } = this._draft;
    const subject = change || replyTo;
    this._about.hidden = !subject;
    if (subject) {
      const what = change ? text("editing") : text("replying", { name: nameOf(replyTo) });
      this._about.replaceChildren(icon(change ? "edit" : "reply"), h("p", {}, h("b", {}, what), ` ${gist(subject)}`),
        iconButton("close", text("cancel"), () => this._leave(), { class: "quiet" }));
    }
    for (const image of this._extras.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this._extras.replaceChildren(
      ...photos.map((file) => this._extra(h("img", { src: URL.createObjectURL(file), alt: file.name }), file.name,
        () => (this._draft.photos = this._draft.photos.filter((other) => other !== file)))),
      ...(voice ? [this._extra(player(URL.createObjectURL(voice), text("voice-draft")), text("voice-draft"), () => delete this._draft.voice)] : []),
      ...(spot ? [this._extra(h("span", {}, icon("pin"), ` ${spot.name}`), text("spot-shared", spot), () => delete this._draft.spot)] : []),
    );
    this._extras.hidden = !this._extras.childElementCount;
  }

  _extra(shown, name, remove) {
    const away = () => {
      remove();
      this._refresh();
      this._box.focus();
    };
    return h("span", { class: "draft" }, shown, iconButton("close", text("remove", { name }), away, { class: "quiet" }));
  }
}
