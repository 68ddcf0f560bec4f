/** Brings what a person did to the server, in order within a chat, until the server says that it is kept.
 *
 * An act without an answer goes out again with the same key, so it is kept once however often it is sent.
 */

import { text } from "./page.js";

const PATIENCE = 30000; // ms in which nothing moves, after which an attempt is given up
const AGAIN = 1500; // ms until the next attempt, unless the server says hello before
const TOO_FAST = 429; // the server says when to come again
const FAILURES = 5; // answers 5xx in a row, after which the act is given back to the person

/** A random UUID, version 4; crypto.randomUUID exists only on https and localhost. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** One POST. Returns {ok, status, answer, again}; status 0 means that nobody answered. `progress` hears 0 to 1. */
export function post(path, body, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of how much has left
    let quiet;
    const patience = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => request.abort(), PATIENCE);
    };
    const end = (status) => {
      clearTimeout(quiet);
      const again = status ? Number(request.getResponseHeader("Retry-After")) || 0 : 0;
      resolve({ ok: status >= 200 && status < 300, status, answer: read(request.responseText), again });
    };
    request.open("POST", path);
    request.onload = () => end(request.status);
    request.onerror = () => end(0);
    request.onabort = () => end(0);
    request.upload.onprogress = (event) => {
      patience(); // as long as it moves it may take its time
      if (progress && event.lengthComputable) progress(event.loaded / event.total);
    };
    const form = body instanceof FormData;
    if (!form) request.setRequestHeader("Content-Type", "application/json");
    patience();
    request.send(form ? body : JSON.stringify(body));
  });
}

function read(words) {
  try {
    return JSON.parse(words) || {};
  } catch (error) {
    return {};
  }
}

export class Delivery {
  constructor() {
    this._lanes = new Map(); // chat -> the promise of its last act
    this._confirmed = [];
    this._waiting = 0;
    this._wake = () => {};
  }

  /** Deliver an act of a chat; resolves to null once it is kept, or to a sentence that says why it was refused. */
  send(path, act, progress) {
    const key = newKey();
    const body = act instanceof FormData ? act : { ...act, key };
    if (act instanceof FormData) act.set("key", key);
    return this._queue(path, body, key, progress);
  }

  _queue(path, body, key, progress) {
    const chat = body instanceof FormData ? body.get("chat") : body.chat;
    const sent = (this._lanes.get(chat) || Promise.resolve()).then(() => this._deliver(path, body, key, progress));
    this._lanes.set(chat, sent);
    this._waiting += 1;
    const end = (refusal) => {
      this._waiting -= 1;
      return refusal;
    };
    return sent.then(end);
  }

  /** The server is there: try at once what is waiting. */
  hello() {
    this._wake();
  }

  get unconfirmed() {
    return this._waiting;
  }

  /** Wait until nothing is on its way. */
  async settled() {
    while (this._waiting) await Promise.all(this._lanes.values());
  }

  /** What the server kept of all that it confirmed: {confirmed, handled, lost}, or null when it cannot say. */
  async ledger() {
    const { ok, answer } = await post("/trial/ledger", { keys: this._confirmed });
    return ok ? { ...answer, confirmed: this._confirmed.length } : null;
  }

  async _deliver(path, body, key, progress) {
    for (let failures = 0, tries = 0; ; tries += 1) {
      const { ok, status, answer, again } = await post(path, body, progress);
      if (ok) {
        this._confirmed.push(key);
        return null;
      }
      if (status >= 500) failures += 1;
      if (status && status !== TOO_FAST && (status < 500 || failures >= FAILURES)) return answer.error || text("refused");
      await this._pause(again ? again * 1000 : Math.min(AGAIN * 2 ** Math.min(tries, 10), this.rarest));
    }
  }

  /** The longest time between two attempts, in ms. */
  get rarest() {
    return AGAIN;
  }

  _pause(long) {
    return new Promise((resolve) => {
      const before = this._wake;
      const timer = setTimeout(resolve, long);
      this._wake = () => {
        before();
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
