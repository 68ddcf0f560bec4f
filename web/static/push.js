/** A button with which this browser tells when something is said, also while the page is closed. */

import { post } from "./delivery.js";
import { bootstrap, text } from "./page.js";

const possible = bootstrap.push && !bootstrap.weixin && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function bytes(key) {
  const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Show the button once there is somebody to tell. */
export async function offer(button, about) {
  if (!possible || Notification.permission === "denied") return;
  const base = bootstrap.base;
  const worker = await navigator.serviceWorker.register(`${base}/worker.js`, { scope: base }).catch(() => null);
  if (!worker) return;
  let told = await worker.pushManager.getSubscription();
  const draw = () => {
    button.hidden = false;
    button.textContent = text(told ? "push-off" : "push-on");
    button.setAttribute("aria-pressed", String(Boolean(told)));
  };
  const keep = async () => {
    const { endpoint, keys } = told.toJSON();
    const { ok, answer } = await post(`${base}/push`, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
    if (!ok) await told.unsubscribe();
    if (!ok) told = null;
    about.textContent = ok ? text("push-told") : answer.error || text("push-failed");
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (told) {
        await told.unsubscribe();
        await post(`${base}/push`, { endpoint: "" });
        told = null;
        about.textContent = "";
      } else if (await Notification.requestPermission() === "granted") {
        told = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(bootstrap.push) });
        await keep();
      } else {
        about.textContent = text("push-denied");
      }
    } catch (error) {
      about.textContent = text("push-failed"); // a browser without a push service, as many in China
    }
    button.disabled = false;
    draw();
  });
  draw();
}
