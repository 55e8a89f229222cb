// Values of a filter, countries and languages: names to choose from where one is typed.
(() => {
  "use strict";
  document.querySelectorAll("[data-names]").forEach((box) => box.addEventListener("focus", async () => {
    box.select(); // a list narrows to what stands in its box: what is typed next takes its place
    const answer = await fetch(box.dataset.names);
    if (!answer.ok) return;
    const options = (await answer.json()).map((value) => Object.assign(document.createElement("option"), { value }));
    document.getElementById(box.getAttribute("list")).replaceChildren(...options);
  }, { once: true }));
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
})();
// The language that the reader's browser asks for first, offered beside the switch where this page is in another.
(() => {
  "use strict";
  const links = [...document.querySelectorAll(".tongues [hreflang]")];
  const own = links.find((link) => link.getAttribute("aria-current"));
  const wanted = navigator.languages.map((one) => one.split("-")[0]);
  const first = wanted.find((one) => links.some((link) => link.hreflang === one));
  const link = links.find((one) => one.hreflang === first);
  if (!link || !own || link === own) return;
  const offer = link.cloneNode(true);
  offer.className = "offer";
  document.querySelector(".tongues details").before(offer);
})();
// The address of a search says what was chosen, not what was left empty.
(() => {
  "use strict";
  document.querySelector("form.find")?.addEventListener("formdata", ({ formData }) => {
    for (const key of new Set(formData.keys())) {
      const said = formData.getAll(key).filter(Boolean);
      formData.delete(key);
      for (const value of said) formData.append(key, value);
    }
  });
})();
// Completions of the words in the search box.
(() => {
  "use strict";
  const box = document.querySelector("[data-suggest]");
  if (!box) return;
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
})();
