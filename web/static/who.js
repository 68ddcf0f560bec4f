/** Who may speak on this page. */

import { bootstrap, h } from "./page.js";

export const everybody = new Map(bootstrap.people.map((person) => [person.id, person]));

/** A select of people, each with what they are. */
export function choice(ids, properties) {
  return h("select", properties, ...ids.map((id) => h("option", { value: id }, everybody.get(id).label)));
}
