/** Photos at full size, one after the other, over the whole page. */

import { h, iconButton, text } from "./page.js";

const dialog = document.getElementById("viewer");
let photos = [];
let shown = 0;
let of = "";

/** Show the photo number `n` of these; `name` is who sent them. */
export function show(addresses, n, name) {
  [photos, shown, of] = [addresses, n, name];
  draw();
  dialog.showModal();
}

function draw() {
  const about = text("photo-alt", { name: of, index: shown + 1, count: photos.length });
  const many = photos.length > 1;
  dialog.replaceChildren(
    h("figure", {}, h("img", { src: photos[shown], alt: about }), h("figcaption", { "aria-live": "polite" }, about)),
    iconButton("close", text("close"), () => dialog.close(), { class: "close", autofocus: true }),
    ...(many ? [iconButton("left", text("photo-previous"), () => turn(-1), { class: "previous" })] : []),
    ...(many ? [iconButton("right", text("photo-next"), () => turn(1), { class: "next" })] : []),
  );
}

function turn(by) {
  shown = (shown + by + photos.length) % photos.length;
  draw();
  dialog.querySelector(by < 0 ? ".previous" : ".next").focus();
}

dialog.addEventListener("keydown", (event) => {
  if (photos.length > 1 && event.key === "ArrowLeft") turn(-1);
  if (photos.length > 1 && event.key === "ArrowRight") turn(1);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.tagName === "FIGURE") dialog.close();
});
