// What is only yours stays in your browser: saved and hidden listings, what is new since your last visit, suggestions.
(() => {
  "use strict";
  const KEY = "atlas";
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEY) || "{}"); } catch { return; }
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* private window */ } };
  const say = document.currentScript.dataset.say.split("|");
  const has = (name, id) => (kept[name] || []).includes(id);
  const flip = (name, id) => {
    kept[name] = has(name, id) ? kept[name].filter((one) => one !== id) : [...(kept[name] || []), id].slice(-500);
    keep();
  };
  const paint = (card, save, hide) => {
    const id = card.dataset.id;
    save.textContent = has("saved", id) ? say[1] : say[0];
    save.setAttribute("aria-pressed", has("saved", id));
    hide.textContent = has("hidden", id) ? say[3] : say[2];
    card.classList.toggle("hid", has("hidden", id));
  };
  document.querySelectorAll(".results .card").forEach((card) => {
    const row = document.createElement("p");
    row.className = "keepers";
    const title = card.querySelector("h3 a").textContent;
    const [save, hide] = ["saved", "hidden"].map((name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = title;
      button.addEventListener("click", () => { flip(name, card.dataset.id); paint(card, save, hide); });
      row.append(button);
      return button;
    });
    paint(card, save, hide);
    card.append(row);
  });
  const list = document.querySelector(".results .cards");
  if (list) {
    const seen = kept.seen || "";
    const ages = [...list.querySelectorAll(".ages time:first-of-type")];
    const fresh = ages.filter((time) => seen && time.dateTime > seen).length;
    if (fresh) {
      const note = document.createElement("p");
      note.className = "since";
      note.textContent = say[4] + " " + fresh;
      list.before(note);
    }
    const newest = [...list.querySelectorAll(".ages time:first-of-type")].map((time) => time.dateTime).sort().pop();
    if (newest && newest > seen) { kept.seen = newest; keep(); }
  }
  const box = document.querySelector("[data-suggest]");
  if (box) {
    const options = document.getElementById(box.getAttribute("list"));
    let last = "";
    box.addEventListener("input", async () => {
      const typed = box.value.trim();
      if (typed.length < 2 || typed === last) return;
      last = typed;
      const answer = await fetch(box.dataset.suggest + "?q=" + encodeURIComponent(typed));
      if (!answer.ok || typed !== last) return;
      const option = (one) => Object.assign(document.createElement("option"), { value: one.text });
      options.replaceChildren(...(await answer.json()).map(option));
    });
  }
})();
// Copies the address of a feed; without a clipboard there is no button, and the address can be selected.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const box = document.getElementById(button.dataset.copy);
      box.select();
      await navigator.clipboard.writeText(box.value);
      button.textContent = button.dataset.done;
    });
  });
})();
// Values of a filter: names to choose from where one is typed, and a page of them narrowed while typing.
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  document.querySelectorAll("[data-values]").forEach((box) => box.addEventListener("focus", async () => {
    const answer = await fetch(box.dataset.values);
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const options = [...found.querySelectorAll("#values label")].map((label) => Object.assign(
      document.createElement("option"),
      { value: label.querySelector("input").value, label: label.querySelector("span").textContent },
    ));
    document.getElementById(box.getAttribute("list")).replaceChildren(...options);
  }, { once: true }));
  document.querySelectorAll("[data-narrow]").forEach((box) => box.addEventListener("input", () => {
    const typed = plain(box.value.trim());
    document.querySelectorAll(`#${box.dataset.narrow} label`).forEach((label) => {
      label.hidden = !plain(label.textContent).includes(typed) && !label.querySelector("input").checked;
    });
  }));
})();
