// The last papers of the group: what the server has, with what waits on top.
"use strict";

class PaperList {
  constructor({ body, none, words, page, undo }) {
    Object.assign(this, { body, none, words, page, undo });
    this.state = { live: 0, last: [] };
  }

  // The papers that count, newest first, and how many the group has in all.
  merged(waiting) {
    const undone = new Set(waiting.filter((act) => act.ballot === null).map((act) => act.id));
    const known = new Set(this.state.last.map((paper) => paper.id));
    const typed = waiting.filter((act) => act.ballot !== null && !known.has(act.id));
    const fresh = typed.filter((act) => !undone.has(act.id)).map((act) => ({ ...act, waits: true }));
    const kept = this.state.last.filter((paper) => !undone.has(paper.id));
    const gone = [...undone].filter((id) => !typed.some((act) => act.id === id)).length;
    return { papers: [...fresh.reverse(), ...kept], live: this.state.live + fresh.length - gone };
  }

  show(waiting) {
    const { papers, live } = this.merged(waiting);
    this.body.replaceChildren(...papers.slice(0, 9).map((paper, place) => this.row(paper, live - place)));
    this.none.hidden = papers.length > 0;
    return { live, last: papers[0] };
  }

  row(paper, number) {
    const row = document.createElement("tr");
    row.dataset.id = paper.id;
    row.classList.toggle("void", Boolean(paper.ballot.spoilt));
    const told = this.page.told(paper.ballot, paper.doubtful);
    row.append(this.cell("num n", number), this.cell("", ""), this.cell("who", told.names), this.cell("r", ""));
    const keys = document.createElement("span");
    keys.className = "keys num";
    keys.textContent = told.keys;
    row.cells[1].append(keys);
    if (paper.waits) {
      const waits = document.createElement("span");
      waits.className = "meta";
      waits.textContent = this.words.notSent;
      row.cells[2].append(" ", waits);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.textContent = this.words.undoShort;
    button.setAttribute("aria-label", this.words.undo.replace("{n}", number));
    button.addEventListener("click", () => this.undo(paper.id));
    row.cells[3].append(button);
    return row;
  }

  cell(css, text) {
    const cell = document.createElement("td");
    cell.className = css;
    cell.textContent = text;
    return cell;
  }
}
