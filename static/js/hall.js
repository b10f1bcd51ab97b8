// The screen in the hall asks for the figures and draws what has changed.
"use strict";

const EVERY = 600; // milliseconds between an answer and the next question

class Hall {
  constructor(main) {
    this.main = main;
    this.words = main.dataset;
    this.rows = [...main.querySelectorAll("[data-choice]")].map((row) => ({
      row,
      key: row.dataset.choice,
      marks: new Marks(row.querySelector("svg")),
      number: row.querySelector(".v"),
    }));
    this.pages = [...main.querySelectorAll("[data-page]")];
    this.page = 0;
    document.addEventListener("keydown", (event) => this.key(event));
    this.turn(0);
    this.ask();
  }

  async ask() {
    let told = "";
    try {
      const answer = await fetch(this.words.url, { cache: "no-cache" });
      if (answer.status === 404) return this.line(this.words.gone);
      if (answer.ok) this.show(answer.headers.get("ETag"), await answer.text());
      else told = this.words.cut;
    } catch {
      told = this.words.cut;
    }
    this.line(told);
    return setTimeout(() => this.ask(), EVERY);
  }

  line(told) {
    this.main.querySelector("[data-line]").textContent = told;
  }

  show(stamp, text) {
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const figures = JSON.parse(text);
    const most = Math.max(0, ...Object.values(figures.votes));
    const size = sizeFor(most);
    for (const { row, key, marks, number } of this.rows) {
      const votes = figures.votes[key] ?? 0;
      marks.draw(votes, figures.newest.includes(key) ? 1 : 0, size, most > MOST_DRAWN);
      number.textContent = votes.toLocaleString("en-US");
      const label = this.words.votes.replace("{name}", row.dataset.name).replace("{n}", votes);
      row.querySelector("svg").setAttribute("aria-label", label);
    }
    this.foot(figures);
  }

  foot(figures) {
    for (const field of this.main.querySelectorAll("[data-figure]")) {
      const value = figures[field.dataset.figure];
      field.textContent = value === null ? "—" : value.toLocaleString("en-US");
    }
    const whole = Math.max(figures.returned, figures.called, 1);
    const good = (1000 * (figures.good + figures.aside)) / whole;
    this.main.querySelector("[data-bar=good]").setAttribute("width", good);
    const spoilt = this.main.querySelector("[data-bar=spoilt]");
    spoilt.setAttribute("x", good);
    spoilt.setAttribute("width", (1000 * figures.spoilt) / whole);
    this.main.querySelector("[data-note]").textContent = figures.complete ? this.words.complete : this.words.partial;
    const boxes = figures.elsewhere.join(this.words.separator);
    const told = boxes ? this.words.elsewhere.replace("{boxes}", boxes) : "";
    this.main.querySelector("[data-elsewhere-told]").textContent = told;
  }

  key(event) {
    const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (step === undefined || this.pages.length < 2) return;
    event.preventDefault();
    this.turn(step);
  }

  turn(step) {
    this.page = (this.page + step + this.pages.length) % this.pages.length;
    this.pages.forEach((page, place) => (page.hidden = place !== this.page));
    const facts = { page: this.page + 1, pages: this.pages.length };
    const told = this.words.pageTold.replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
    this.main.querySelector("[data-turn]").textContent = this.pages.length > 1 ? told : "";
  }
}

document.querySelectorAll("[data-hall]").forEach((main) => new Hall(main));
