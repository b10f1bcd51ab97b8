// Puts the page and its files where paper-worker.js finds them while the line is cut, with what the server said last of the
// papers. It is one officer's: whoever signs in finds nothing of the officer before. Papers that wait are not on it.
"use strict";

const PAGES = "papers-page:";
const SHELVES = `${PAGES}1:`; // + the path of the page; as in paper-worker.js
const SEEN = "papers-seen:";
const WORKER = "/paper-worker.js";

class PaperShelf {
  constructor(main) {
    this.main = main;
    this.key = `${SEEN}${main.dataset.scope}:${main.dataset.user}`;
    this.kept = main.dataset.kept !== "";
  }

  // Keeps the page for a cut line; without a secure address browsers cannot, and the page works as it is.
  async keep() {
    if (this.kept || !navigator.serviceWorker || !window.caches) return;
    try {
      const path = location.pathname;
      await navigator.serviceWorker.register(WORKER, { scope: path });
      const page = await fetch(path, { redirect: "error" });
      if (!page.ok || !(await this.isOurs(page.clone()))) return;
      const shelf = await caches.open(SHELVES + path);
      const files = this.files();
      await shelf.addAll(files);
      await shelf.put(path, page);
      const wanted = [path, ...files].map((url) => new URL(url, location.href).href);
      const old = (await shelf.keys()).filter((request) => !wanted.includes(request.url));
      await Promise.all(old.map((request) => shelf.delete(request)));
      this.main.dataset.onShelf = "1";
    } catch {
      // The line went meanwhile, or the browser keeps nothing.
    }
  }

  // Somebody else may have signed in at another tab.
  async isOurs(page) {
    const main = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-papers]");
    return main?.dataset.user === this.main.dataset.user && main.dataset.scope === this.main.dataset.scope;
  }

  files() {
    const parts = [...document.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]")];
    const sprites = [...document.querySelectorAll("use[href]")].map((use) => use.getAttribute("href"));
    const found = [...parts.map((part) => part.src || part.href), this.main.dataset.sprite, ...sprites];
    return [...new Set(found.map((url) => new URL(url, location.href).href.split("#")[0]))];
  }

  // What the server says of the papers: {state, figures}, or one of them; with the moment.
  see(told) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ ...this.seen(), ...told, at: Date.now() }));
    } catch {
      // The browser keeps nothing; the page has stopped for it.
    }
  }

  seen() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  // Leaves nothing of the pages of whoever was signed in here.
  static async forget() {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(SEEN)) localStorage.removeItem(key);
      if (!navigator.serviceWorker || !window.caches) return;
      const pages = (await caches.keys()).filter((name) => name.startsWith(PAGES));
      await Promise.all(pages.map((name) => caches.delete(name)));
      const workers = (await navigator.serviceWorker.getRegistrations()).filter(
        ({ active }) => active && new URL(active.scriptURL).pathname === WORKER,
      );
      await Promise.all(workers.map((worker) => worker.unregister()));
    } catch {
      // There was nothing to forget.
    }
  }
}
