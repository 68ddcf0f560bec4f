/** The residents' chat: one conversation, the line to the server, and what is kept while there is none. */

import { post } from "./delivery.js";
import { Kept } from "./kept.js";
import { bootstrap, h, text } from "./page.js";
import { Pane } from "./pane.js";
import { offer } from "./push.js";
import { Stream } from "./stream.js";

const QUIET = 300; // ms without a message, after which the past has been told
const LATE = 3000; // ms without a line until it is said
const NAME = "huiyin-name";

const find = (id) => document.getElementById(id);
const delivery = new Kept();
const stream = new Stream(bootstrap.boot, bootstrap.base, true);
let sign = bootstrap.sign; // serves for one report

const pane = new Pane({
  kind: "mine",
  chat: "mine",
  base: bootstrap.base,
  title: text("title"),
  speakers: ["me"],
  more: () => ({ sign, community: bootstrap.community, name: nickname() }),
}, delivery);
const place = find("pane-talk");
find("fallback").remove();
place.append(...pane.parts);

// What is said: first the past, in one go; it is neither announced nor read aloud

let past = true;
let quiet;
let known = bootstrap.known;
let oldest = Infinity;

function listen() {
  past = false;
  pane.caughtUp();
}

function wait() {
  clearTimeout(quiet);
  quiet = setTimeout(listen, QUIET);
}

function take(message) {
  if (past) wait();
  if (Number(message.id) < oldest) oldest = Number(message.id);
  if (message.kind !== "toast") place.classList.add("begun");
  pane.receive(message, !past);
}

stream.addEventListener("message", ({ detail }) => take(detail));

function bells() {
  offer(find("push"), find("push-state")).then(() => (find("told").hidden = find("push").hidden));
}

/** The line is opened with the first word: before that there is nothing to hear. */
function begin() {
  if (known) return;
  known = true;
  past = false;
  pane.caughtUp();
  stream.open();
  bells();
}

delivery.addKept(() => {
  sign = "";
  begin();
});

async function earlier(button) {
  button.disabled = true;
  try {
    const answer = await fetch(`${bootstrap.base}/news?before=${oldest}`);
    const { messages } = await answer.json();
    messages.forEach((message) => {
      if (Number(message.id) < oldest) oldest = Number(message.id);
      pane.receive(message, false);
    });
    button.hidden = messages.length === 0;
  } catch (error) {
    // the line is down: the button stays
  }
  button.disabled = false;
}

find("earlier").addEventListener("click", (event) => earlier(event.currentTarget));

// The line: whoever has none hears that what they write is kept

const line = find("line");
let down;

function up() {
  clearTimeout(down);
  down = null;
  line.textContent = "";
  delivery.hello();
}

function lost() {
  if (!down) down = setTimeout(() => (line.textContent = text("offline")), LATE);
}

stream.addEventListener("hello", up);
stream.addEventListener("hello", () => {
  if (past) wait();
  find("earlier").hidden = oldest === Infinity || !bootstrap.more;
});
stream.addEventListener("down", lost);
window.addEventListener("offline", () => {
  clearTimeout(down);
  down = setTimeout(() => {}, 0);
  line.textContent = text("offline");
});
window.addEventListener("online", up);
stream.addEventListener("rooms", () => location.reload()); // joined with another device: its words are here, too
stream.addEventListener("ended", () => {
  delivery.clear();
  store("");
  place.classList.add("ended");
  line.textContent = text("ended");
});

// What stands beside the conversation

for (const button of document.querySelectorAll("[data-say]")) {
  button.addEventListener("click", () => {
    closeMenu();
    pane.say(button.dataset.say);
  });
}

function nickname() {
  try {
    return localStorage.getItem(NAME) || "";
  } catch (error) {
    return find("name").value.trim();
  }
}

function store(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch (error) {
    // then it is asked for again
  }
}

find("name").value = nickname();
find("call-me").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = find("name").value.trim();
  store(name);
  if (known) await post(`${bootstrap.base}/name`, { name });
  find("called").textContent = text("named");
});
find("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = find("code").value.trim();
  if (!code) return;
  find("code").value = "";
  closeMenu();
  pane.say(`/link ${code}`);
});

const menu = find("menu");

function closeMenu() {
  menu.open = false;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu.open) {
    closeMenu();
    menu.querySelector("summary").focus();
  }
});

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    if (known) await post(`${bootstrap.base}/lang`, { lang: link.lang });
    location.assign(link.href);
  });
}

delivery.resume((words, photos, voice, sent) => {
  pane.underway(words || text(photos.length ? "quote-photo" : voice ? "quote-voice" : "quote-spot"), sent);
});
if (known) {
  stream.open();
  bells();
} else listen();
