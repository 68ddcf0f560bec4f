/** The one connection from the server: messages, clock, hello. It comes back by itself and goes on where it stopped.
 *
 * Events: "message", "session", "clock", "hello" (each with the server's data), "rooms", "ended", "restarted" (another process answered), "down".
 */

const AGAIN = 600; // ms between attempts; a local process is back within a second or two
const ENOUGH = 4; // broken attempts in a row
const ASK = 5000; // ms between two questions
const PATIENCE = 24; // questions until the line is tried again

export class Stream extends EventTarget {
  /** `base`: the address of the page. `asks`: where the line breaks again and again it is asked for news instead. */
  constructor(boot, base = "/trial", asks = false) {
    super();
    this._seq = 0;
    this._boot = boot;
    this._base = base;
    this._asks = asks;
    this._broken = 0; // attempts in a row that brought nothing
  }

  open() {
    if (this._asks && (!window.EventSource || this._broken >= ENOUGH)) {
      this._ask();
      return;
    }
    this._broken += 1;
    this._source = new EventSource(`${this._base}/stream?after=${this._seq}`);
    this._source.addEventListener("hello", (event) => this._hello(JSON.parse(event.data)));
    this._source.addEventListener("clock", (event) => this._tell("clock", JSON.parse(event.data)));
    this._source.addEventListener("session", (event) => this._tell("session", JSON.parse(event.data)));
    this._source.addEventListener("message", (event) => this._message(JSON.parse(event.data)));
    this._source.addEventListener("rooms", () => this._tell("rooms", null));
    this._source.addEventListener("ended", () => this._tell("ended", null));
    this._source.addEventListener("enough", () => (this._broken = ENOUGH)); // too many pages of this browser
    // Left alone, the browser waits three seconds, and gives up for good on an answer other than 200.
    this._source.onerror = () => this._lost();
  }

  _hello(hello) {
    this._broken = 0;
    const restarted = hello.boot !== this._boot;
    this._boot = hello.boot;
    if (hello.seq < this._seq) location.reload(); // another database: what is shown here no longer exists
    this._tell("hello", hello);
    if (restarted) this._tell("restarted", hello);
  }

  _message(message) {
    if (message.seq <= this._seq) return;
    this._seq = message.seq;
    this._tell("message", message);
  }

  _lost() {
    this._source.close();
    this._tell("down", null);
    setTimeout(() => this.open(), AGAIN * Math.max(1, this._broken));
  }

  /** News asked for, and again after a while; now and then the line is tried anew. */
  async _ask() {
    this._broken += 1;
    const news = await this._news();
    if (news) {
      const broken = this._broken;
      this._hello(news);
      this._broken = broken;
      news.messages.forEach((message) => this._message(message));
      if (news.ended) this._tell("ended", null);
    } else this._tell("down", null);
    if (this._broken > ENOUGH + PATIENCE) this._broken = 0;
    setTimeout(() => this.open(), ASK);
  }

  async _news() {
    try {
      const answer = await fetch(`${this._base}/news?after=${this._seq}`);
      return answer.ok ? await answer.json() : null;
    } catch (error) {
      return null;
    }
  }

  _tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
