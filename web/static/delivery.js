/** Brings what a person did to the server, in order within a chat, until the server says that it is kept.
 *
 * An act without an answer goes out again with the same key, so it is kept once however often it is sent.
 */

import { text } from "./page.js";

const PATIENCE = 30_000; // ms for one attempt; photos on a slow line take a while
const AGAIN = 1_500; // ms until the next attempt, unless the server says hello before
const FAILURES = 5; // answers 5xx in a row, after which the act is given back to the person

/** A random UUID, version 4; crypto.randomUUID exists only on https and localhost. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** One POST. Returns {ok, status, answer}; status 0 means that nobody answered. */
export async function post(path, body) {
  const form = body instanceof FormData;
  const headers = form ? {} : { "Content-Type": "application/json" };
  try {
    const response = await fetch(path, {
      method: "POST",
      headers,
      body: form ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer = await response.json().catch(() => ({}));
    return { ok: response.ok, status: response.status, answer };
  } catch {
    return { ok: false, status: 0, answer: {} };
  }
}

export class Delivery {
  #lanes = new Map(); // chat -> the promise of its last act
  #confirmed = [];
  #waiting = 0;
  #wake = () => {};
  #hello = Promise.resolve();

  /** Deliver an act of a chat; resolves to null once it is kept, or to a sentence that says why it was refused. */
  send(path, act) {
    const key = newKey();
    const body = act instanceof FormData ? act : { ...act, key };
    if (act instanceof FormData) act.set("key", key);
    const chat = act instanceof FormData ? act.get("chat") : act.chat;
    const sent = (this.#lanes.get(chat) ?? Promise.resolve()).then(() => this.#deliver(path, body, key));
    this.#lanes.set(chat, sent);
    this.#waiting += 1;
    return sent.finally(() => (this.#waiting -= 1));
  }

  /** The server is there: try at once what is waiting. */
  hello() {
    this.#wake();
  }

  get unconfirmed() {
    return this.#waiting;
  }

  /** Wait until nothing is on its way. */
  async settled() {
    while (this.#waiting) await Promise.all(this.#lanes.values());
  }

  /** What the server kept of all that it confirmed: {confirmed, handled, lost}, or null when it cannot say. */
  async ledger() {
    const { ok, answer } = await post("/trial/ledger", { keys: this.#confirmed });
    return ok ? { ...answer, confirmed: this.#confirmed.length } : null;
  }

  async #deliver(path, body, key) {
    for (let failures = 0; ; ) {
      const { ok, status, answer } = await post(path, body);
      if (ok) {
        this.#confirmed.push(key);
        return null;
      }
      if (status >= 500) failures += 1;
      if (status && (status < 500 || failures >= FAILURES)) return answer.error ?? text("refused");
      await this.#pause();
    }
  }

  #pause() {
    return new Promise((resolve) => {
      const before = this.#wake;
      const timer = setTimeout(resolve, AGAIN);
      this.#wake = () => {
        before();
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
