/** The trial page: joins the stream, the four chats, the clock and the power switch. */

import { Delivery, post } from "./delivery.js";
import { Private, Shared } from "./frame.js";
import { bootstrap, clockOf, h, iconButton, momentOf, text } from "./page.js";
import { Unread } from "./people.js";
import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";

const find = (id) => document.getElementById(id);
const delivery = new Delivery();
const stream = new Stream(bootstrap.boot);
const unread = new Unread();
const panes = bootstrap.panes.map((pane) => (pane.chat ? new Shared(pane, delivery) : new Private(pane, delivery, unread)));

find("panes").append(...panes.map((pane) => pane.element));
const tabs = new Tabs(panes, find("tabs"));
unread.addEventListener("change", () => tabs.elsewhere(panes[0], unread.total));

// Messages: first comes the past, in one go; it is neither announced nor read aloud

const QUIET = 300; // ms without a message, after which the past has been told
let past = true;
let quiet;

function listen() {
  past = false;
  for (const pane of panes) pane.caughtUp();
}

function wait() {
  clearTimeout(quiet);
  quiet = setTimeout(listen, QUIET);
}

stream.addEventListener("message", ({ detail: message }) => {
  if (past) wait();
  for (const pane of panes) pane.receive(message, !past);
});
stream.addEventListener("hello", () => past && wait());
stream.addEventListener("session", ({ detail }) => panes.forEach((pane) => pane.count?.(detail)));

// Clock: the desk's time runs on between the server's words about it

const clock = find("clock");
const small = matchMedia("(max-width: 699px)");
let ahead = 0; // ms from this machine's steady clock to the desk's

function setClock(now) {
  ahead = Date.parse(now) - performance.now();
  drawClock();
}

function drawClock() {
  const now = new Date(ahead + performance.now());
  clock.dateTime = now.toISOString();
  clock.textContent = clockOf(now, small.matches);
}

async function moveClock(button) {
  button.disabled = true;
  const { ok, answer } = await post("/trial/clock", { hours: Number(button.dataset.hours) });
  button.disabled = false;
  if (!ok) return;
  setClock(answer.now);
  say(text("clock-moved", { time: momentOf(answer.now) }));
  leaving = setTimeout(() => power.replaceChildren(), 6_000);
  clock.parentElement.classList.remove("moved");
  requestAnimationFrame(() => clock.parentElement.classList.add("moved"));
}

setClock(bootstrap.now);
setInterval(drawClock, 1_000);
stream.addEventListener("clock", ({ detail }) => setClock(detail.now));
stream.addEventListener("hello", ({ detail }) => setClock(detail.now));
for (const button of document.querySelectorAll("[data-hours]")) button.addEventListener("click", () => moveClock(button));

// Power: cut it, come back, count

const power = find("power");
let cuts = 0;
let killed = false;
let leaving; // the timer of a sentence that goes away by itself

/** Say in the line under the bar how things stand; `state` is "", "down" or "bad". */
function say(sentence, state = "") {
  clearTimeout(leaving);
  power.className = `power ${state}`;
  power.replaceChildren(h("span", {}, sentence),
    ...(state === "down" ? [] : [iconButton("close", text("dismiss"), () => power.replaceChildren(), { class: "quiet" })]));
}

async function count() {
  cuts += 1;
  say(text("counting"), "down");
  await delivery.settled();
  const kept = await delivery.ledger();
  if (!kept) return say(text("ledger-unknown", { count: cuts }), "bad");
  say(text("ledger", { count: cuts, kept: kept.confirmed, lost: kept.lost }), kept.lost ? "bad" : "");
}

find("kill").addEventListener("click", () => {
  killed = true;
  say(text("restarting"), "down");
  post("/trial/kill", {});
});
stream.addEventListener("down", () => say(text(killed ? "restarting" : "reconnecting"), "down"));
stream.addEventListener("hello", () => {
  delivery.hello();
  if (power.classList.contains("down") && !killed) power.replaceChildren();
});
stream.addEventListener("restarted", () => {
  killed = false;
  count();
});
window.addEventListener("beforeunload", (event) => delivery.unconfirmed && event.preventDefault());

// First steps, language, the menu of a narrow screen

for (const sample of document.querySelectorAll("[data-sample]")) {
  sample.addEventListener("click", () => {
    const group = panes.find((pane) => pane.kind === "group");
    sample.closest(".first-steps").classList.add("tried");
    tabs.open(group);
    group.offer(sample.dataset.sample);
  });
}

for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await post("/trial/lang", { lang: link.lang });
    location.assign(link.href);
  });
}

const more = find("more");
more.addEventListener("click", () => {
  const open = document.querySelector(".top").classList.toggle("open");
  more.setAttribute("aria-expanded", String(open));
});

stream.open();
