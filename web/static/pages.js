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
// A page of values, narrowed while typing.
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  document.querySelectorAll("[data-narrow]").forEach((box) => box.addEventListener("input", () => {
    const typed = plain(box.value.trim());
    document.querySelectorAll(`#${box.dataset.narrow} label`).forEach((label) => {
      label.hidden = !plain(label.textContent).includes(typed) && !label.querySelector("input").checked;
    });
  }));
})();
