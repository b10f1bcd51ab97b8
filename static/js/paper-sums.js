// The equations of the box so far, each with its verdict.
"use strict";

const written = (number) => number.toLocaleString("en-US");

function filledIn(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (_all, name) => {
    const value = facts[name];
    return typeof value === "number" ? written(value) : value;
  });
}

class PaperSums {
  constructor({ list, bars, words, sprite, label }) {
    Object.assign(this, { list, bars, words, sprite, label });
  }

  show(figures) {
    const { words } = this;
    const lines = [
      [words.sumReturned, figures.returned, filledIn(words.sumIssued, figures), figures.returned <= figures.issued],
      [
        words.sumEntered,
        figures.entered,
        filledIn(words.sumKinds, figures),
        figures.good + figures.spoilt + figures.aside === figures.entered,
      ],
      [words.sumLeft, figures.left, filledIn(words.sumLeftTold, figures), figures.left >= 0],
      ...figures.posts.map((post) => this.post(post, figures.good)),
    ];
    this.list.replaceChildren(...lines.map((line) => this.line(...line)));
    const whole = Math.max(figures.returned, figures.entered, 1);
    const good = (1000 * (figures.good + figures.aside)) / whole;
    this.bars.good.setAttribute("width", good);
    this.bars.spoilt.setAttribute("x", good);
    this.bars.spoilt.setAttribute("width", (1000 * figures.spoilt) / whole);
  }

  post(post, good) {
    const valid = good - post.void;
    const facts = { ...post, votes: post.printed, valid, most: valid * post.seats, blank: valid - post.marks };
    const label = this.label(post.post);
    if (post.seats === 1) return [label, good, filledIn(this.words.sumOne, facts), facts.blank >= 0];
    return [label, post.marks, filledIn(this.words.sumMany, facts), post.marks <= facts.most];
  }

  line(name, number, told, right) {
    const row = document.createElement("div");
    const parts = [
      ["dt", name],
      ["dd", written(number)],
      ["dd", told],
    ].map(([tag, text]) => {
      const element = document.createElement(tag);
      element.textContent = text;
      return element;
    });
    parts[2].className = "s";
    const verdict = document.createElement("span");
    verdict.className = right ? "st done" : "st late";
    verdict.textContent = right ? `✓ ${this.words.fits}` : `✗ ${this.words.wrong}`;
    parts[2].append(" ", verdict);
    row.append(...parts);
    return row;
  }
}
