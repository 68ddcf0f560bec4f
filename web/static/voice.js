/** Voice: a small player for messages, and a recorder where the browser has one. */

import { h, icon, iconButton, text } from "./page.js";

const LONGEST = 60; // seconds; long enough to say where and what, short enough to listen to
let heard = null; // the voice that plays now: only one at a time

/** A button, a bar and the seconds. */
export function player(address, label) {
  const audio = new Audio();
  const bar = h("progress", { max: "1", value: "0", "aria-hidden": "true" });
  const seconds = h("span", { class: "seconds" });
  const button = iconButton("play", label, () => (audio.paused ? start() : audio.pause()));
  audio.preload = "metadata";
  audio.src = address;

  const show = (playing) => {
    button.replaceChildren(icon(playing ? "pause" : "play"));
    button.setAttribute("aria-label", playing ? text("voice-pause") : label);
    button.title = playing ? text("voice-pause") : label;
  };
  const tick = () => {
    // A recording made in the browser does not know its own length before it was heard to the end.
    const length = Number.isFinite(audio.duration) ? audio.duration : 0;
    bar.value = length ? audio.currentTime / length : 0;
    const shown = audio.paused && !audio.currentTime ? length : audio.currentTime;
    seconds.textContent = shown || length ? `${Math.round(shown)}″` : "";
  };
  const broken = () => (seconds.textContent = text("voice-broken"));
  const start = () => {
    if (heard && heard !== audio) heard.pause();
    heard = audio;
    audio.play().catch(broken);
  };
  audio.addEventListener("play", () => show(true));
  audio.addEventListener("pause", () => show(false));
  audio.addEventListener("ended", () => { audio.currentTime = 0; tick(); });
  audio.addEventListener("error", broken);
  for (const name of ["timeupdate", "loadedmetadata", "durationchange"]) audio.addEventListener(name, tick);
  return h("div", { class: "voice" }, button, bar, seconds);
}

/** A button that records, or where it cannot, asks for a file. Calls done(file) or problem(sentence). */
export function recorder(done, problem) {
  const files = h("input", { type: "file", accept: "audio/*", hidden: true });
  files.addEventListener("change", () => {
    if (files.files[0]) done(files.files[0]);
    files.value = "";
  });
  let possible = Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.MediaRecorder);
  let recording = null;
  const button = h("button", { type: "button" });
  const idle = () => {
    const label = text(possible ? "voice-record" : "voice-pick");
    button.replaceChildren(icon("mic"));
    button.className = "";
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  const count = (seconds) => {
    button.replaceChildren(icon("stop"), h("span", { "aria-hidden": "true" }, `${seconds}″`));
    button.setAttribute("aria-label", `${text("voice-stop")} (${text("voice-going", { seconds })})`);
  };
  button.addEventListener("click", async () => {
    if (recording) return recording.stop();
    if (!possible) return files.click();
    try {
      button.disabled = true;
      recording = await record(count);
    } catch (error) {
      possible = false;
      problem(text("voice-refused"));
      button.disabled = false;
      return idle();
    }
    button.disabled = false;
    button.className = "recording";
    button.title = text("voice-stop");
    count(0);
    done(await recording.file);
    recording = null;
    idle();
  });
  idle();
  return h("span", {}, button, files);
}

/** Start to record. Returns {stop, file}: file is the promise of the recording. */
async function record(count) {
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  const machine = new MediaRecorder(sound);
  const parts = [];
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += 1;
    count(seconds);
    if (seconds >= LONGEST) machine.stop();
  }, 1000);
  machine.addEventListener("dataavailable", (event) => parts.push(event.data));
  const file = new Promise((resolve) => {
    machine.addEventListener("stop", () => {
      clearInterval(timer);
      for (const track of sound.getTracks()) track.stop();
      const kind = machine.mimeType.split(";")[0] || "audio/webm";
      resolve(new File(parts, `voice.${kind.split("/")[1]}`, { type: kind }));
    });
  });
  machine.start();
  return { file, stop: () => machine.state !== "inactive" && machine.stop() };
}
