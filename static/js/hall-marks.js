// Votes as 正: five strokes a mark, ten marks a group, the newest stroke red. All names share one size.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1240;
const GAP = 11; // between groups of ten
const STROKES = ["M12 17H88", "M50 17V86", "M50 50H81", "M27 45V86", "M7 86H93"];
// Up to so many votes: the size of a mark, and how many stand in a line.
const SIZES = [
  { most: 600, size: 27, line: 40 },
  { most: 1000, size: 21, line: 50 },
  { most: 1500, size: 16, line: 60 },
  { most: Infinity, size: 13, line: 80 },
];
const MOST_DRAWN = 2000; // beyond it full lines become their number

function sizeFor(votes) {
  return SIZES.find(({ most }) => votes <= most);
}

class Marks {
  constructor(svg) {
    this.svg = svg;
  }

  // Draw so many votes; `fresh` of them, the last, are new.
  draw(votes, fresh, { size, line }, folds) {
    const folded = folds ? Math.floor(votes / (line * 5)) * line * 5 : 0;
    const drawn = votes - folded;
    const marks = Math.ceil(drawn / 5);
    const lines = Math.max(1, Math.ceil(marks / line));
    const pitch = (WIDTH - (line / 10 - 1) * GAP) / line;
    const offset = folded ? 120 : 0;
    const parts = folded ? [this.number(folded)] : [];
    for (let mark = 0; mark < marks; mark += 1) {
      const column = mark % line;
      const x = column * pitch + Math.floor(column / 10) * GAP;
      const y = Math.floor(mark / line) * size * 1.2;
      const strokes = Math.min(5, drawn - mark * 5);
      const old = Math.max(0, Math.min(strokes, drawn - fresh - mark * 5));
      parts.push(this.mark(x * (1 - offset / WIDTH) + offset, y, size * (1 - offset / WIDTH), strokes, old));
    }
    this.svg.setAttribute("viewBox", `0 0 ${WIDTH} ${lines * size * 1.2}`);
    this.svg.replaceChildren(...parts);
  }

  mark(x, y, size, strokes, old) {
    const mark = document.createElementNS(SVG, "g");
    mark.setAttribute("transform", `translate(${x} ${y}) scale(${size / 100})`);
    const drawn = [[STROKES.slice(0, old), "z"], [STROKES.slice(old, strokes), "z n"]];
    for (const [paths, css] of drawn) {
      if (!paths.length) continue;
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", paths.join(""));
      path.setAttribute("class", css);
      mark.append(path);
    }
    return mark;
  }

  number(folded) {
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("class", "z-line");
    text.setAttribute("y", "26");
    text.textContent = `${folded.toLocaleString("en-US")} +`;
    return text;
  }
}
