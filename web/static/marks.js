// What is only yours stays in your browser: marks on listings, what is new since your last visit.
(() => {
  "use strict";
  const KEY = "atlas";
  const PAUSE = 30 * 60 * 1000; // ms without a page of ours: what comes then is another visit
  const MOST = 500; // marked listings that are kept, the latest
  const [SAVE, SAVED, APPLY, APPLIED, NOT, AGAIN, HIDE, SINCE, FRESH, ONLY, SHARE, COPIED] =
    document.currentScript.dataset.say.split("|");
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEY) || "{}"); } catch { return; }
  const keep = () => { try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* private window */ } };
  const now = () => new Date().toISOString();
  const day = (iso) => new Date(iso).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
  kept.marks = kept.marks || {};
  for (const [name, list] of [["saved", kept.saved], ["not", kept.hidden]]) { // as it was kept until November 2026
    for (const id of list || []) {
      kept.marks[id] = { title: id, href: `/listing/${id}`, [name]: now(), ...kept.marks[id] };
    }
  }
  delete kept.saved;
  delete kept.hidden;

  const flip = (place, name) => {
    const id = place.dataset.id;
    const { [name]: had, ...mark } = kept.marks[id] || told(place);
    kept.marks[id] = had ? mark : { ...mark, [name]: now() };
    if (!["saved", "applied", "not"].some((one) => kept.marks[id][one])) delete kept.marks[id];
    kept.marks = Object.fromEntries(Object.entries(kept.marks).slice(-MOST));
    keep();
  };
  const told = (place) => {
    const link = place.classList.contains("card") && place.querySelector("h2 a, h3 a");
    const text = (query) => place.querySelector(query)?.textContent.trim().replace(/\s+/g, " ") || "";
    return {
      title: (link || place.querySelector("h1")).textContent.trim(),
      href: link ? link.getAttribute("href") : location.pathname + location.search,
      by: text(".by a"),
      pay: text(".pay"),
    };
  };
  const WORDS = {
    saved: (at) => (at ? SAVED : SAVE),
    applied: (at) => (at ? `${APPLIED} ${day(at)}` : APPLY),
    not: (at) => (at ? AGAIN : NOT),
  };
  const paint = (place, buttons) => {
    const mark = kept.marks[place.dataset.id] || {};
    for (const [name, button] of Object.entries(buttons)) {
      button.textContent = WORDS[name](mark[name]);
      button.setAttribute("aria-pressed", Boolean(mark[name]));
    }
    place.classList.toggle("hid", Boolean(mark.not) && place.classList.contains("card"));
  };
  const button = (row, title, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", title });
    made.addEventListener("click", act);
    row.append(made);
    return made;
  };
  document.querySelectorAll(".results .card, article.listing[data-id]").forEach((place) => {
    const row = document.createElement("p");
    row.className = "keepers";
    const { title, by } = told(place);
    const buttons = {};
    for (const name of Object.keys(WORDS)) {
      buttons[name] = button(row, title, () => { flip(place, name); paint(place, buttons); });
    }
    if (place.closest("form.find")) {
      const slug = place.dataset.id.split("/")[0];
      const hide = button(row, by, () => {});
      Object.assign(hide, { type: "submit", name: "not_platform", value: slug, textContent: `${HIDE} ${by}` });
    } else {
      share(row, title);
    }
    paint(place, buttons);
    (place.querySelector(":scope > header") || place).append(row);
  });

  function share(row, title) {
    if (!navigator.share && !navigator.clipboard) return;
    const url = document.querySelector("link[rel=canonical]").href;
    const made = button(row, title, async () => {
      if (navigator.share) return navigator.share({ title, url }).catch(() => {}); // closed again: nothing to do
      await navigator.clipboard.writeText(url);
      made.textContent = COPIED;
    });
    made.textContent = SHARE;
  }

  const list = document.querySelector(".results .cards");
  if (list) {
    if (!kept.last || Date.now() - kept.last > PAUSE) kept.since = kept.upto || "";
    kept.last = Date.now();
    const cards = [...list.children].map((card) => [card, card.querySelector(".ages time").dateTime]);
    const fresh = cards.filter(([, at]) => kept.since && at > kept.since);
    for (const [card] of fresh) {
      const mark = Object.assign(document.createElement("span"), { className: "mark new", textContent: FRESH });
      card.querySelector(".by").prepend(mark);
    }
    if (fresh.length) list.before(since(fresh.length));
    kept.upto = [kept.upto || "", ...cards.map(([, at]) => at)].sort().pop();
    keep();
  }

  function since(n) {
    const note = Object.assign(document.createElement("p"), { className: "since", textContent: `${SINCE} ${n} ` });
    const only = new URL(location.href);
    const days = Math.ceil((Date.now() - Date.parse(kept.since)) / 86_400_000);
    if (days <= 365 && !only.searchParams.has("fresh")) {
      only.searchParams.set("fresh", days);
      only.searchParams.delete("page");
      note.append(Object.assign(document.createElement("a"), { href: only.href, textContent: ONLY }));
    }
    return note;
  }
})();
