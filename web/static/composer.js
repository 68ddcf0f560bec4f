/** Where a person writes: who speaks, text, photos, voice, place; a reply or a change of what was said. */

import { gist, nameOf } from "./message.js";
import { bootstrap, h, icon, iconButton, text } from "./page.js";
import { choice, everybody } from "./people.js";
import { player, recorder } from "./voice.js";

const MOST_PHOTOS = 9; // an album in the chats that people know

export class Composer {
  #spoken; // (draft) => void: send it
  #problem; // (sentence) => void: show it
  #draft = {};
  #about = h("div", { class: "about", hidden: true });
  #extras = h("div", { class: "drafts", hidden: true });
  #box;
  #as;

  /** `spoken` takes a draft {text, as, photos, voice, spot, replyTo, change}; `switched` hears who speaks now. */
  constructor({ title, speakers }, { spoken, switched, problem }) {
    this.#spoken = spoken;
    this.#problem = problem;
    this.#box = h("textarea", {
      rows: "1", enterkeyhint: "send", placeholder: text("placeholder"), "aria-label": text("box", { chat: title }),
      oninput: () => this.#grow(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#paste(event),
    });
    this.#as = choice(speakers, { "aria-label": text("speaker"), onchange: switched });
    const as = speakers.length > 1 ? this.#as : h("span", { class: "alone" }, everybody.get(speakers[0]).name);
    this.element = h("form", { class: "desk", onsubmit: (event) => this.#submit(event) },
      this.#about, this.#extras,
      h("div", { class: "write" },
        h("div", { class: "as" }, as),
        this.#tools(),
        h("div", { class: "box" }, this.#box, h("button", { class: "send", "aria-label": text("send"), title: text("send") }, icon("send")))));
    this.#empty();
  }

  get speaker() {
    return this.#as.value;
  }

  /** Put a sentence into the box, ready to be sent. */
  offer(sentence) {
    this.#box.value = sentence;
    this.#grow();
    this.#box.focus();
  }

  reply(message) {
    this.#draft.replyTo = message;
    delete this.#draft.change;
    this.#refresh();
    this.#box.focus();
  }

  change(message) {
    this.#draft = { photos: [], change: message };
    this.offer(message.text);
    this.#refresh();
  }

  /** Give back what was refused, unless something new is being written. */
  restore(draft) {
    if (this.#box.value || this.#draft.photos.length) return;
    this.#draft = draft;
    this.#box.value = draft.text;
    this.#grow();
    this.#refresh();
  }

  #tools() {
    const files = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true });
    files.addEventListener("change", () => {
      this.#add([...files.files]);
      files.value = "";
    });
    const place = h("select", { "aria-label": text("spot"), title: text("spot") },
      h("option", { value: "" }, text("spot-choose")),
      ...bootstrap.spots.map(({ name }, n) => h("option", { value: n }, name)));
    place.addEventListener("change", () => {
      if (place.value) this.#attach({ spot: bootstrap.spots[place.value] });
      place.value = "";
    });
    return h("div", { class: "attach" },
      iconButton("photo", text("photo"), () => files.click()), files,
      recorder((voice) => this.#attach({ voice }), this.#problem),
      bootstrap.spots.length > 0 && h("span", { class: "place" }, icon("pin"), place));
  }

  #add(photos) {
    const all = [...this.#draft.photos, ...photos.filter((file) => file.type.startsWith("image/"))];
    if (all.length > MOST_PHOTOS) this.#problem(text("photos-too-many", { count: MOST_PHOTOS }));
    this.#attach({ photos: all.slice(0, MOST_PHOTOS) });
  }

  #attach(extra) {
    Object.assign(this.#draft, extra);
    this.#refresh();
    this.#box.focus();
  }

  #paste(event) {
    if (event.clipboardData.files.length) this.#add([...event.clipboardData.files]);
  }

  #key(event) {
    // 229: Safari ends a composition before this key, so isComposing alone would send half a word.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing) this.#submit(event);
    if (event.key === "Escape" && !composing) this.#leave();
  }

  #submit(event) {
    event.preventDefault();
    const draft = { ...this.#draft, text: this.#box.value.trim(), as: this.speaker };
    if (!draft.text && !draft.photos.length && !draft.voice && !draft.spot) return;
    if (draft.change && !draft.text) return;
    this.#empty();
    this.#spoken(draft);
  }

  #leave() {
    if (this.#draft.change) return this.#empty();
    delete this.#draft.replyTo;
    this.#refresh();
  }

  #empty() {
    this.#draft = { photos: [] };
    this.#box.value = "";
    this.#grow();
    this.#refresh();
  }

  #grow() {
    this.#box.style.height = "auto";
    if (this.#box.value) this.#box.style.height = `${this.#box.scrollHeight + 2}px`;
  }

  #refresh() {
    const { replyTo, change, photos, voice, spot } = this.#draft;
    const subject = change ?? replyTo;
    this.#about.hidden = !subject;
    if (subject) {
      const what = change ? text("editing") : text("replying", { name: nameOf(replyTo) });
      this.#about.replaceChildren(icon(change ? "edit" : "reply"), h("p", {}, h("b", {}, what), ` ${gist(subject)}`),
        iconButton("close", text("cancel"), () => this.#leave(), { class: "quiet" }));
    }
    for (const image of this.#extras.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.#extras.replaceChildren(
      ...photos.map((file) => this.#extra(h("img", { src: URL.createObjectURL(file), alt: file.name }), file.name,
        () => (this.#draft.photos = this.#draft.photos.filter((other) => other !== file)))),
      ...(voice ? [this.#extra(player(URL.createObjectURL(voice), text("voice-draft")), text("voice-draft"), () => delete this.#draft.voice)] : []),
      ...(spot ? [this.#extra(h("span", {}, icon("pin"), ` ${spot.name}`), text("spot-shared", spot), () => delete this.#draft.spot)] : []),
    );
    this.#extras.hidden = !this.#extras.childElementCount;
  }

  #extra(shown, name, remove) {
    const away = () => {
      remove();
      this.#refresh();
      this.#box.focus();
    };
    return h("span", { class: "draft" }, shown, iconButton("close", text("remove", { name }), away, { class: "quiet" }));
  }
}
