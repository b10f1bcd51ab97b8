// The board is one tab stop: arrows move between cells, Enter opens the card of a cell, Esc closes it.
const grid = [...document.querySelectorAll(".mx tr[data-card]")].map((row) => [...row.querySelectorAll(".cell")]);
const card = document.getElementById("card");
const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
let last = null;

grid.flat().forEach((cell) => cell.setAttribute("tabindex", "-1"));
grid[0]?.[0]?.setAttribute("tabindex", "0");

function place(cell) {
  for (let row = 0; row < grid.length; row += 1) {
    const column = grid[row].indexOf(cell);
    if (column >= 0) return [row, column];
  }
  return null;
}

function go(cell) {
  document.querySelector('.cell[tabindex="0"]')?.setAttribute("tabindex", "-1");
  cell.setAttribute("tabindex", "0");
  cell.focus();
}

function beside(cell) {
  if (window.innerWidth <= 720) return;
  const box = cell.getBoundingClientRect();
  const right = box.right + 6 + card.offsetWidth < window.innerWidth;
  card.style.left = `${right ? box.right + 6 : Math.max(8, box.left - card.offsetWidth - 6)}px`;
  card.style.top = `${Math.max(60, Math.min(box.top - 4, window.innerHeight - card.offsetHeight - 8))}px`;
}

function close() {
  if (card.hidden) return;
  card.hidden = true;
  card.replaceChildren();
  last?.focus();
}

document.querySelector(".mx")?.addEventListener("keydown", (event) => {
  const here = moves[event.key] && place(event.target);
  if (!here) return;
  event.preventDefault();
  const [down, right] = moves[event.key];
  const next = grid[here[0] + down]?.[here[1] + right];
  if (next) go(next);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

document.addEventListener("click", (event) => {
  const cell = event.target.closest("a.cell");
  if (event.target.closest(".card-close")) close();
  else if (cell && !(event.ctrlKey || event.metaKey || event.shiftKey)) show(event, cell);
  else if (!card.contains(event.target)) close();
});

// A row knows the address of its cards, a cell its column: thousands of cells need no address of their own.
function show(event, cell) {
  event.preventDefault();
  last = cell;
  htmx.ajax("GET", cell.closest("tr").dataset.card.replace(/0\/$/, `${cell.dataset.column}/`), card);
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== card) return;
  card.hidden = false;
  go(last);
  beside(last);
  card.querySelector(".btn, button")?.focus();
});
