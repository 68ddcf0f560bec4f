/** The one connection from the server: messages, clock, hello. It comes back by itself and goes on where it stopped.
 *
 * Events: "message", "session", "clock", "hello" (each with the server's data), "restarted" (another process answered), "down".
 */

const AGAIN = 600; // ms between attempts; a local process is back within a second or two

export class Stream extends EventTarget {
  #seq = 0;
  #boot;
  #source;

  constructor(boot) {
    super();
    this.#boot = boot;
  }

  open() {
    this.#source = new EventSource(`/trial/stream?after=${this.#seq}`);
    this.#source.addEventListener("hello", (event) => this.#hello(JSON.parse(event.data)));
    this.#source.addEventListener("clock", (event) => this.#tell("clock", JSON.parse(event.data)));
    this.#source.addEventListener("session", (event) => this.#tell("session", JSON.parse(event.data)));
    this.#source.addEventListener("message", (event) => this.#message(JSON.parse(event.data)));
    // Left alone, the browser waits three seconds, and gives up for good on an answer other than 200.
    this.#source.onerror = () => this.#lost();
  }

  #hello(hello) {
    const restarted = hello.boot !== this.#boot;
    this.#boot = hello.boot;
    if (hello.seq < this.#seq) location.reload(); // another database: what is shown here no longer exists
    this.#tell("hello", hello);
    if (restarted) this.#tell("restarted", hello);
  }

  #message(message) {
    if (message.seq <= this.#seq) return;
    this.#seq = message.seq;
    this.#tell("message", message);
  }

  #lost() {
    this.#source.close();
    this.#tell("down", null);
    setTimeout(() => this.open(), AGAIN);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
