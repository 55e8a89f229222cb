// The page of marked listings: made from what this browser keeps; nothing of it is sent anywhere.
(() => {
  "use strict";
  const KEY = "atlas";
  const COLUMNS = ["id", "title", "platform", "pay", "address", "saved", "applied", "not_for_me"];
  let kept = {};
  try { kept = JSON.parse(localStorage.getItem(KEY) || "{}"); } catch { return; }
  kept.marks = kept.marks || {};
  const part = (id) => document.getElementById(id);
  const day = (iso) => new Date(iso).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });
  const state = (mark) => ["not", "applied", "saved"].find((name) => mark[name]);

  const row = ([id, mark]) => {
    const made = part("kept-row").content.firstElementChild.cloneNode(true);
    const link = made.querySelector("a");
    link.textContent = mark.title;
    link.href = mark.href;
    made.querySelector(".by").textContent = mark.by || id.split("/")[0];
    made.querySelector(".pay").textContent = mark.pay || "";
    const when = made.querySelector("time");
    when.dateTime = mark[state(mark)];
    when.textContent = day(when.dateTime);
    const button = made.querySelector("button");
    button.setAttribute("aria-label", `${button.textContent}: ${mark.title}`);
    button.addEventListener("click", () => { delete kept.marks[id]; keep(); });
    return made;
  };
  const show = () => {
    const marks = Object.entries(kept.marks).filter(([, mark]) => state(mark));
    document.querySelectorAll("[data-kept]").forEach((section) => {
      const own = marks.filter(([, mark]) => state(mark) === section.dataset.kept);
      own.sort(([, one], [, other]) => (one[state(one)] < other[state(other)] ? 1 : -1));
      section.querySelector("ol").replaceChildren(...own.map(row));
      section.querySelector("span").textContent = own.length;
      section.hidden = !own.length;
    });
    part("kept-none").hidden = marks.length > 0;
    part("kept-tools").hidden = false;
    for (const tool of part("kept-tools").querySelectorAll("button")) tool.hidden = !marks.length;
  };
  const keep = () => { localStorage.setItem(KEY, JSON.stringify(kept)); show(); };

  const rows = () => Object.entries(kept.marks).map(([id, mark]) => ({
    id, title: mark.title, platform: mark.by || id.split("/")[0], pay: mark.pay || "",
    address: new URL(mark.href, location.href).href,
    saved: mark.saved || "", applied: mark.applied || "", not_for_me: mark.not || "",
  }));
  const cell = (text) => `"${(/^[=+\-@]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`; // no formula of others
  const FILES = {
    json: () => ["application/json", JSON.stringify({ listings: rows() }, null, 1)],
    csv: () => ["text/csv", [COLUMNS, ...rows().map((one) => COLUMNS.map((name) => one[name]))]
      .map((line) => line.map(cell).join(",")).join("\r\n")],
  };
  document.querySelectorAll("[data-export]").forEach((button) => button.addEventListener("click", () => {
    const [type, text] = FILES[button.dataset.export]();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `task-atlas-saved.${button.dataset.export}`;
    link.click();
    URL.revokeObjectURL(link.href);
  }));
  const marked = (one) => {
    const { pathname, search } = new URL(one.address);
    return [String(one.id), {
      title: String(one.title), by: String(one.platform), pay: String(one.pay), href: pathname + search,
      ...(one.saved && { saved: one.saved }), ...(one.applied && { applied: one.applied }),
      ...(one.not_for_me && { not: one.not_for_me }),
    }];
  };
  part("kept-file").addEventListener("change", async (event) => {
    const problem = part("kept-problem");
    try {
      const { listings } = JSON.parse(await event.target.files[0].text());
      Object.assign(kept.marks, Object.fromEntries(listings.map(marked))); // whole, or the line that is wrong raises
      problem.hidden = true;
      keep();
    } catch { problem.hidden = false; } // not a file of ours: nothing of it is taken, and it says so
    event.target.value = ""; // the same file, mended, may be chosen again
  });
  document.querySelector("[data-forget]").addEventListener("click", () => { kept.marks = {}; keep(); });
  show();
})();
