// Papers that the server does not have yet. Each is an entry of its own in the browser's store, so that neither a reload
// nor a second tab loses one; keys sort in the order of typing.
"use strict";

const QUEUE = "papers:";

class PaperQueue {
  constructor(scope, user) {
    this.scope = `${QUEUE}${scope}:`;
    this.prefix = `${this.scope}${user}:`;
  }

  // Whether the browser keeps what it is given.
  works() {
    try {
      localStorage.setItem(`${QUEUE}probe`, "1");
      localStorage.removeItem(`${QUEUE}probe`);
      return true;
    } catch {
      return false;
    }
  }

  keys(prefix = this.prefix) {
    const found = [];
    for (let place = 0; place < localStorage.length; place += 1) {
      const key = localStorage.key(place);
      if (key.startsWith(prefix)) found.push(key);
    }
    return found.sort();
  }

  // What waits, oldest first: [{key, act}]. Another tab may take an entry away between the two looks.
  waiting() {
    return this.keys()
      .map((key) => ({ key, text: localStorage.getItem(key) }))
      .filter((entry) => entry.text !== null)
      .map((entry) => ({ key: entry.key, act: JSON.parse(entry.text) }));
  }

  add(act) {
    const last = this.keys().at(-1);
    const after = last === undefined ? 0 : Number(last.slice(this.prefix.length).split("-")[0]) + 1;
    const stamp = String(Math.max(Date.now(), after)).padStart(16, "0");
    const kind = act.ballot === null ? "undo" : "paper";
    localStorage.setItem(`${this.prefix}${stamp}-${kind}-${act.id}`, JSON.stringify(act));
  }

  remove(entries) {
    for (const entry of entries) localStorage.removeItem(entry.key);
  }

  // How many papers of this counting somebody else typed on this computer and did not get sent.
  others() {
    return this.keys(this.scope).length - this.keys().length;
  }

  // Papers have a number of their own before they are sent; works where the page is not served securely, too.
  static id() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
}
