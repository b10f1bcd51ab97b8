// Sums of a count sheet while it is typed: which cell does not add up, in words. The server checks the same again.
"use strict";

function figure(input) {
  const typed = input.value.trim();
  return /^\d+$/.test(typed) ? Number(typed) : null;
}

function told(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name].toLocaleString("en-US"));
}

class Sheet {
  constructor(form) {
    this.form = form;
    form.addEventListener("input", (event) => {
      this.room(event.target);
      this.sum();
    });
    form.addEventListener("keydown", (event) => this.step(event));
    this.sum();
  }

  head(name) {
    return figure(this.form.elements[name]);
  }

  sum() {
    const [issued, returned, spoilt] = ["issued", "returned", "spoilt"].map((name) => this.head(name));
    this.papers(issued, returned, spoilt);
    for (const part of this.form.querySelectorAll("[data-post]")) {
      this.post(part, returned === null || spoilt === null ? null : returned - spoilt);
    }
  }

  papers(issued, returned, spoilt) {
    const facts = { issued, returned, spoilt, valid: returned - spoilt };
    const output = this.form.querySelector("[data-papers-part] [data-sum]");
    this.mark(this.form.elements.returned, issued !== null && returned !== null && returned > issued);
    this.mark(this.form.elements.spoilt, returned !== null && spoilt !== null && spoilt > returned);
    if (returned === null || spoilt === null) return this.say(output, "", null, facts);
    if (spoilt > returned) return this.say(output, this.form.dataset.overPapers, false, facts);
    if (issued !== null && returned > issued) return this.say(output, this.form.dataset.overIssued, false, facts);
    return this.say(output, this.form.dataset.papers, true, facts);
  }

  post(part, papers) {
    const output = part.querySelector("[data-sum]");
    const inputs = [...part.querySelectorAll("[data-row] .figure")];
    const figures = inputs.map(figure);
    const here = part.querySelector("[data-void] .figure");
    const invalid = figure(here);
    const seats = Number(part.dataset.seats);
    const valid = papers === null || invalid === null ? null : papers - invalid;
    this.mark(here, valid !== null && papers >= 0 && valid < 0);
    if (valid === null || papers < 0) return this.say(output, "", null, {});
    if (valid < 0) return this.say(output, this.form.dataset.overVoid, false, { invalid, papers });
    const votes = figures.reduce((all, one) => all + (one ?? 0), 0);
    const facts = { votes, valid, seats, most: valid * seats, blank: valid * seats - votes };
    inputs.forEach((input, place) => this.mark(input, figures[place] > valid));
    const over = figures.findIndex((one) => one > valid);
    if (over >= 0) return this.say(output, this.form.dataset.overVotes, false, { ...facts, votes: figures[over] });
    if (votes > facts.most) return this.say(output, this.form.dataset.overSeats, false, facts);
    return this.say(output, seats === 1 ? this.form.dataset.sumOne : this.form.dataset.sumMany, true, facts);
  }

  // The cell that does not fit the others.
  mark(input, over) {
    input.classList.toggle("over", over);
  }

  say(output, sentence, right, facts) {
    output.classList.toggle("wrong", right === false);
    output.replaceChildren();
    if (!sentence) return;
    const verdict = document.createElement("b");
    verdict.textContent = right ? this.form.dataset.fits : this.form.dataset.wrong;
    output.append(told(sentence, facts), " ", verdict);
  }

  // A name in the last row for write-ins makes room for another.
  room(input) {
    const row = input.closest("[data-written]");
    if (!row || !input.value || row.nextElementSibling?.matches("[data-written]")) return;
    const next = row.cloneNode(true);
    for (const element of next.querySelectorAll("[name], [for], [id]")) {
      for (const name of ["name", "id", "for"]) {
        const old = element.getAttribute(name);
        if (old) element.setAttribute(name, old.replace(/-written-(\d+)-/, (_all, n) => `-written-${Number(n) + 1}-`));
      }
    }
    for (const told of next.querySelectorAll("div[id$=_error]")) told.remove();
    for (const field of next.querySelectorAll("input")) {
      field.value = "";
      field.removeAttribute("value");
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
    row.after(next);
  }

  // Enter goes to the next cell, so that a sheet is typed with one hand on the number pad.
  step(event) {
    if (event.isComposing || event.key !== "Enter" || !event.target.matches("input:not([type=checkbox])")) return;
    event.preventDefault();
    const cells = [...this.form.querySelectorAll("input:not([type=hidden]), button")];
    cells[cells.indexOf(event.target) + 1]?.focus();
  }
}

document.querySelectorAll("form[data-sheet]").forEach((form) => new Sheet(form));
