/** The staff pages, better with scripts: presses without leaving the page, what changed without asking, and keys.

    Without them every form and link does the same by itself. */

const main = document.querySelector("main");
const parser = new DOMParser();
let address = location.href;
let busy = 0;
document.documentElement.classList.add("scripted");

/** Put what changed of another state of this page into it; what somebody writes or has chosen stays. */
function take(html) {
  const fresh = parser.parseFromString(html, "text/html");
  if (!fresh.querySelector("main[data-stream]")) return false;
  for (const old of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(old.id);
    if (!next) continue;
    if (old.innerHTML === next.innerHTML) continue;
    const held = old.contains(document.activeElement) ? mark(document.activeElement) : null;
    const opened = [...old.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
    old.replaceChildren(...document.importNode(next, true).childNodes);
    for (const each of old.querySelectorAll("details > summary")) each.parentElement.open = opened.includes(each.textContent);
    if (held) (found(old, held) ?? (old.tabIndex >= 0 || old.hasAttribute("tabindex") ? old : null))?.focus({ preventScroll: true });
  }
  return true;
}

const mark = (element) => ({ href: element.getAttribute("href"), name: element.getAttribute("name"), value: element.getAttribute("value") });

function found(within, held) {
  return [...within.querySelectorAll("a, button, summary, input")].find((each) =>
    held.href ? each.getAttribute("href") === held.href : held.value !== null && each.getAttribute("name") === held.name && each.getAttribute("value") === held.value);
}

/** Look at the page again; what is written meanwhile is not touched. */
async function look() {
  if (busy) return;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    if (response.status === 401) return location.reload();
    const html = await response.text();
    if (!busy) take(html);
    online(true);
  } catch {
    online(false);
  }
}

function online(is) {
  document.getElementById("offline")?.toggleAttribute("hidden", is);
}

/** Send a form without leaving the page. */
async function send(form, submitter) {
  const fields = new FormData(form, submitter);
  const target = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
  const last = document.querySelector("#talk > ol > li:last-child")?.id;
  busy += 1;
  main.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(target, { method: "POST", body });
    const html = await response.text();
    if (!response.ok || !take(html)) return location.assign(response.url);
    address = response.url;
    online(true);
    if (form.matches(".composer")) form.reset();
    renew(parser.parseFromString(html, "text/html"));
    const said = document.querySelector("#talk > ol > li:last-child");
    if (said && said.id !== last) said.scrollIntoView({ block: "nearest", behavior: "smooth" });
  } catch {
    online(false);
  } finally {
    busy -= 1;
    main.removeAttribute("aria-busy");
  }
}

/** The words by which the desk knows a form sent twice: the next press is another. */
function renew(fresh) {
  const key = fresh.querySelector("input[name=key]")?.value;
  if (key) for (const each of document.querySelectorAll("input[name=key]")) each.value = key;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".presses, .composer")) return;
  event.preventDefault();
  if (busy) return;
  send(form, event.submitter);
});

document.addEventListener("change", (event) => {
  if (event.target.matches(".filters select")) event.target.form.requestSubmit();
});

/** Beside a page the talk scrolls by itself: what was said last is in sight. */
function settle() {
  const beside = document.querySelector(".act");
  if (beside && document.getElementById("talk")) beside.scrollTop = beside.scrollHeight;
}
if (!document.querySelector(".work")) settle();

// The tab of this page may be beyond the edge of a phone.
const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.closest("ul").scrollLeft = tab.offsetLeft - 60;

/* --- keys: j and k go through what is listed, or through what can be pressed ------------------------------- */

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  u: () => document.querySelector("[data-up]")?.click(),
  r: () => document.getElementById("words")?.focus(),
  "/": () => document.getElementById("number")?.focus(),
};

function step(by) {
  const items = [...document.querySelectorAll("[data-item]")];
  const all = items.length ? items : [...document.querySelectorAll("#actions button, #talk button")];
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.matches("input, textarea, select");
  if (typing) {
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter" && event.target.id === "words" && event.ctrlKey) event.target.form.requestSubmit();
    return;
  }
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

/* --- live -------------------------------------------------------------------------------------------------- */

if (main?.dataset.stream) {
  const stream = new EventSource(main.dataset.stream);
  let first = true;
  let waiting = 0;
  stream.addEventListener("pulse", () => {
    if (first) { first = false; return; }
    clearTimeout(waiting);
    waiting = setTimeout(look, 150);
  });
  stream.addEventListener("error", () => {
    online(false);
    first = false;  // whatever happened meanwhile is looked up once the line is back
    if (stream.readyState === EventSource.CLOSED) setTimeout(look, 3000);
  });
  stream.addEventListener("open", () => online(true));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}
