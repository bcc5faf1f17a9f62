// What is nicer with a script. Every page works without it, and nothing moves when it has run.
"use strict";

// "/" leads to the search field, unless something is being typed or the reader has switched it off.
const OFF = "no-shortcut";

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  const isOther = event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey;
  const field = document.querySelector("input[type=search]");
  if (isTyping || isOther || !field || localStorage.getItem(OFF)) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const button of document.querySelectorAll("button[data-shortcut]")) {
  const show = () => (button.textContent = localStorage.getItem(OFF) ? "Switch it on" : "Switch it off");
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    if (localStorage.getItem(OFF)) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
    show();
  });
}

// A button copies the text of the element that it names.
for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) break; // only where nobody listens on the way
  const label = button.firstElementChild;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copies).textContent;
    await navigator.clipboard.writeText(text.trim().replace(/\s+/g, " "));
    label.textContent = "Copied";
    setTimeout(() => (label.textContent = "Copy"), 2000);
  });
}

// Names are proposed while one is typed.
for (const field of document.querySelectorAll("input[data-suggests]")) {
  const names = document.createElement("datalist");
  names.id = `names-of-${field.dataset.suggests}`;
  field.after(names);
  field.setAttribute("list", names.id);
  field.autocomplete = "off";
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const asked = new URLSearchParams({ facet: field.dataset.suggests, q: field.value });
      const answer = field.value.trim() ? await fetch(`/suggest?${asked}`) : null;
      const found = answer && answer.ok ? (await answer.json()).suggestions : [];
      names.replaceChildren(...found.map(({ label }) => new Option(label)));
    }, 150);
  });
}
