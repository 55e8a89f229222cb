// Shows what a push says, and opens its address when it is touched. A repeat has the same tag and takes its place.
"use strict";
self.addEventListener("push", (event) => {
  const told = event.data.json();
  const shown = { body: told.body, tag: told.tag, data: { url: told.url }, icon: "/static/icon.svg" };
  event.waitUntil(self.registration.showNotification(told.title, shown));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
