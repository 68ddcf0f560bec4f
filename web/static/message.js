/** One message as an element: who, when, what it quotes, text, photos, voice, place, buttons. It knows nothing of the pane. */

import { copier } from "./copy.js";
import { beginning, bootstrap, dayOf, h, hourOf, icon, iconButton, spotName, text } from "./page.js";
import { player } from "./voice.js";

export const nameOf = (message) => (message.from ? message.from.name : text("bot"));
const PHONE = /^\+?[\d() -]{3,20}$/; // what the bot says puts each number on a line of its own

/** What a message is about in a few words, for quotes and labels. */
export function gist(message, length) {
  if (message.text) return beginning(message.text, length);
  const kind = message.photos && message.photos.length ? "photo" : message.voice ? "voice" : "spot";
  return text(`quote-${kind}`);
}

/** Build the element of a message. `acts` says what its buttons do: reply, edit, press, show (a photo), seek (a quote). */
export function build(message, quoted, acts) {
  const name = nameOf(message);
  return h("article", { class: "message", tabindex: "-1" },
    h("p", { class: "day" }, dayOf(message.at)),
    who(message, name),
    h("div", { class: "line" },
      h("div", { class: "stack" },
        h("div", { class: "bubble" },
          message.reply_to && quote(message, quoted, acts),
          message.text && h("p", { class: "text" }, ...(message.from ? [message.text] : linked(message.text))),
          message.photos && message.photos.length > 0 && photos(message, name, acts),
          message.document && h("p", {}, h("a", { class: "document", href: message.document.address, download: bootstrap.weixin ? null : message.document.name }, message.document.name)),
          message.voice && player(message.voice, text("voice-play", { name })),
          message.spot && h("p", {}, h("span", { class: "spot" }, icon("pin"), spotName(message.spot))),
          message.only_for && h("p", { class: "only-you" }, icon("lock"), text("only-you"))),
        message.buttons && message.buttons.length > 0 && buttons(message, acts)),
      h("div", { class: "acts" },
        iconButton("reply", text("reply", { name, text: gist(message, 20) }), () => acts.reply(message), { class: "quiet" }),
        message.from && message.text && iconButton("edit", text("edit", { text: gist(message, 20) }), () => acts.edit(message), { class: "quiet change" }))));
}

/** The words with each number to call as a link that dials, and addresses of this very desk as links; no others. */
function linked(words) {
  const lines = words.split("\n").map((line) => (PHONE.test(line.trim()) && /\d{3}/.test(line) ? [dials(line)] : addressed(line)));
  return lines.reduce((all, line, n) => (n ? [...all, "\n", ...line] : line), []);
}

function dials(line) {
  return h("a", { class: "call", href: `tel:${line.replace(/[^+\d]/g, "")}` }, line);
}

function addressed(line) {
  const beside = bootstrap.weixin ? {} : { target: "_blank", rel: "noopener" }; // WeChat opens no second page
  return line.split(/(https?:\/\/[^\s]+)/).map((part, n) =>
    (n % 2 && part.startsWith(`${location.origin}/`) ? h("a", { href: part, ...beside }, part) : part));
}

function who(message, name) {
  const face = message.from
    ? h("span", { class: `face face-${hueOf(message.from.id)}`, "aria-hidden": "true" }, [...name][0])
    : h("img", { class: "face", src: "/static/mark.svg", alt: "" });
  return h("div", { class: "who" }, face, h("span", { class: "name" }, name),
    h("time", { datetime: message.at }, hourOf(message.at)),
    // What the bot says moves along with a report all the time; that is no correction.
    message.from && message.edited && h("span", { class: "edited" }, text("edited")));
}

function hueOf(id) {
  let sum = 0;
  for (const character of String(id)) sum = (sum * 31 + character.codePointAt(0)) % 997;
  return sum % 6;
}

function quote(message, quoted, acts) {
  if (!quoted) return h("p", { class: "quote" }, text("quote-gone"));
  return h("button", { type: "button", class: "quote", onclick: () => acts.seek(quoted) }, `${nameOf(quoted)}: ${gist(quoted)}`);
}

function photos(message, name, acts) {
  const count = message.photos.length;
  const size = { 1: "one", 2: "two" }[count] || "";
  const thumbnail = (address, n) =>
    h("button", { type: "button", "aria-label": text("photo-open", { index: n + 1, count }), onclick: () => acts.show(message, n) },
      h("img", { src: address, alt: message.alt || text("photo-alt", { name, index: n + 1, count }), loading: "lazy" }));
  return h("div", { class: `photos ${size}` }, ...(message.thumbnails || message.photos).map(thumbnail));
}

function buttons(message, acts) {
  const button = ({ label, data, copy }) => copy ? copier(label, copy) :
    h("button", { type: "button", "data-press": data, onclick: (event) => acts.press(message, data, event.currentTarget) }, label);
  return h("div", { class: "buttons" }, ...message.buttons.map((row) => h("div", { class: "row" }, ...row.map(button))));
}
