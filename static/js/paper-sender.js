// Sends what waits, oldest first, until nothing does. What is sent twice arrives once, so tabs need not agree on who sends.
"use strict";

const BATCH = 50;
const PATIENCE = 15000; // milliseconds
const AGAIN = 2000;

class PaperSender {
  constructor({ queue, url, version, token, tell }) {
    Object.assign(this, { queue, url, version, token, tell });
    this.stopped = false;
    window.addEventListener("online", () => this.flush());
  }

  async flush() {
    if (this.busy || this.stopped) return;
    this.busy = true;
    clearTimeout(this.timer);
    let state = "sent";
    for (let batch = this.next(); batch.length && state === "sent"; batch = this.next()) {
      this.tell("sending");
      state = await this.send(batch);
    }
    this.busy = false;
    if (state === "cut" || state === "server") this.timer = setTimeout(() => this.flush(), AGAIN);
    else if (state !== "sent") this.stopped = true;
    this.tell(state, this.problem);
  }

  next() {
    return this.queue.waiting().slice(0, BATCH);
  }

  // Sends some; returns sent, cut (no line), server (it does not answer well), signed-out, or conflict.
  async send(batch) {
    let answer;
    try {
      answer = await fetch(this.url, {
        method: "POST",
        body: new URLSearchParams({
          csrfmiddlewaretoken: this.token,
          version: this.version,
          acts: JSON.stringify(batch.map((entry) => entry.act)),
        }),
        redirect: "manual",
        signal: AbortSignal.timeout?.(PATIENCE),
      });
    } catch {
      return "cut";
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) return "signed-out";
    if (answer.status >= 500 || answer.status === 429) return "server";
    if (!answer.ok) {
      this.problem = await answer.json().catch(() => null);
      return "conflict";
    }
    const state = await answer.json().catch(() => null);
    if (state === null) return "server";
    this.queue.remove(batch);
    this.tell("arrived", state);
    return "sent";
  }
}
