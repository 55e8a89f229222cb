// Asks this browser for its push subscription and sends it with the form; without push there is no button.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const worker = document.currentScript.dataset.worker;
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  document.querySelectorAll('form[data-script="push.js"]').forEach((form) => {
    const button = form.querySelector("button");
    button.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        if ((await Notification.requestPermission()) !== "granted") return;
        const registration = await navigator.serviceWorker.register(worker);
        const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) };
        const subscription = await registration.pushManager.subscribe(asked);
        form.elements.destination.value = JSON.stringify(subscription);
        HTMLFormElement.prototype.submit.call(form);
      } finally {
        button.disabled = false;
      }
    });
  });
})();
