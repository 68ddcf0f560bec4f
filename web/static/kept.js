/** Acts that outlive the page: what could not be sent yet waits in this browser, and leaves once, with its own key. */

import { Delivery } from "./delivery.js";

const SHELF = "huiyin-chat";
const ACTS = "acts";

/** The shelf, or null where the browser gives none (a private window): then an act lives as long as the page. */
function opened() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(SHELF, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(ACTS, { keyPath: "at" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch (error) {
      resolve(null);
    }
  });
}

export class Kept extends Delivery {
  constructor() {
    super();
    this._shelf = opened();
    this._last = 0;
    this._heard = () => {};
  }

  /** Call this whenever something was kept by the server. */
  addKept(heard) {
    this._heard = heard;
  }

  get rarest() {
    return 20000; // ms; a phone without a line saves its battery
  }

  /** The same, but first put away. */
  _queue(path, body, key, progress) {
    const at = (this._last = Math.max(Date.now(), this._last + 1) + Math.random()); // in order; no two pages at once
    const fields = body instanceof FormData ? [...body.entries()] : null;
    const kept = this._change((acts) => acts.put({ at, path, key, fields, body: fields ? null : body }));
    return kept.then(() => super._queue(path, body, key, progress)).then((refusal) => this._over(at, refusal));
  }

  /** Send what waited since before. Calls found(words, photos, voice, sent) for each thing said, in order. */
  async resume(found) {
    const waiting = await this._all();
    for (const { at, path, key, fields, body } of waiting) {
      this._last = Math.max(this._last, at);
      const act = fields ? new FormData() : body;
      (fields || []).forEach(([name, value]) => act.append(name, value));
      const sent = super._queue(path, act, key).then((refusal) => this._over(at, refusal));
      if (fields) found(act.get("text") || "", act.getAll("photo"), act.get("voice"), sent);
    }
    return waiting.length;
  }

  _over(at, refusal) {
    this._change((acts) => acts.delete(at));
    if (!refusal) this._heard();
    return refusal;
  }

  /** Forget what waits: whoever it was for is gone. */
  clear() {
    return this._change((acts) => acts.clear());
  }

  _change(act) {
    return this._shelf.then((shelf) => shelf && new Promise((resolve) => {
      try {
        const change = shelf.transaction(ACTS, "readwrite");
        change.oncomplete = () => resolve();
        change.onerror = () => resolve();
        change.onabort = () => resolve();
        act(change.objectStore(ACTS));
      } catch (error) {
        resolve(); // files cannot be put away in every browser
      }
    }));
  }

  _all() {
    return this._shelf.then((shelf) => shelf ? new Promise((resolve) => {
      const request = shelf.transaction(ACTS).objectStore(ACTS).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve([]);
    }) : []);
  }
}
