/** Woken by the push service: says that something new stands in the chat, unless its page is in front. Never what. */

self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : { title: "回音", body: "" };
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((pages) => {
    if (pages.some((page) => page.visibilityState === "visible")) return null;
    return self.registration.showNotification(told.title, { body: told.body, tag: told.tag, renotify: true, icon: "/static/mark.svg" });
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((pages) => {
    const open = pages.find((page) => new URL(page.url).pathname.startsWith("/chat"));
    return open ? open.focus() : self.clients.openWindow("/chat");
  }));
});
