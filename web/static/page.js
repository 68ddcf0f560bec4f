/** What every module of a page with chats needs: its words, its elements, its times. Text only ever goes in as text.
 *
 * What the residents' chat loads (this, and all that chat.js imports) is plain ES2018, for phones that are years old.
 */

export const bootstrap = JSON.parse(document.getElementById("bootstrap").textContent);
const texts = JSON.parse(document.getElementById("texts").textContent);
const lang = document.documentElement.lang;
const zone = bootstrap.zone;

/** The wording with this id, its %name% places filled in. */
export function text(id, values = {}) {
  const pattern = texts[`chat-js-${id}`] || texts[`trial-js-${id}`] || id;
  return pattern.replace(/%(\w+)%/g, (place, name) => (name in values ? values[name] : place));
}

/** A new element; properties that begin with "on" are listeners, the empty ones are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A picture from icons.svg; it says nothing to a screen reader, so the button around it carries the label. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A button that shows only a picture. */
export function iconButton(name, label, onclick, properties = {}) {
  return h("button", { type: "button", "aria-label": label, title: label, onclick, ...properties }, icon(name));
}

const format = (options) => new Intl.DateTimeFormat(lang, { timeZone: zone, hourCycle: "h23", ...options });
const hour = format({ hour: "2-digit", minute: "2-digit" });
const day = format({ month: "long", day: "numeric", weekday: "short" });
const moment = format({ month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" });
const brief = format({ month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });
const time = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const date = format({ month: "short", day: "numeric", weekday: "short" });

export const hourOf = (at) => hour.format(new Date(at));
export const dayOf = (at) => day.format(new Date(at));
export const momentOf = (at) => moment.format(new Date(at));
export const clockOf = (at, short) => (short ? brief.format(at) : `${date.format(at)} ${time.format(at)}`);

/** The beginning of a longer text, for quotes and labels. */
export function beginning(words, length = 40) {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

/** The name of the sample spot at this place, or its coordinates. */
export function spotName({ lat, lon }) {
  const near = (spot) => Math.abs(spot.lat - lat) < 1e-5 && Math.abs(spot.lon - lon) < 1e-5;
  const known = (bootstrap.spots || []).find(near);
  return known ? known.name : `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}
