/** A button that copies words, and says that it did. */

import { h, text } from "./page.js";

const SHOWN = 2000; // ms that the button says so

export function copier(label, words) {
  const button = h("button", { type: "button", class: "copy", title: words }, label);
  button.addEventListener("click", async () => {
    button.textContent = text((await copied(words)) ? "copied" : "copy-failed");
    setTimeout(() => (button.textContent = label), SHOWN);
  });
  return button;
}

async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch (error) {
    return copiedBySelecting(words); // a page that came by plain HTTP has no clipboard to write to
  }
}

function copiedBySelecting(words) {
  const box = h("textarea", { readonly: true });
  box.value = words;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}
