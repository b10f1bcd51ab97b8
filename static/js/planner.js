// A village's card is dragged to another day, or its day is picked from the box: both do the same, and ask the server
// at once what speaks against it.
const form = document.getElementById("plan");
const columns = [...form.querySelectorAll(".pl-col")];
let held = null;

const columnOf = (day) => columns.find((column) => column.dataset.day === day) || columns[0];

function recount() {
  columns.forEach((column) => {
    const number = column.querySelectorAll(".pl-card").length;
    const most = Number(column.dataset.most);
    const told = column.querySelector(".pl-held");
    told.textContent = most ? `${number}/${most}` : String(number);
    told.classList.toggle("over", Boolean(most) && number > most);
  });
}

function settle(pick) {
  const card = pick.closest(".pl-card");
  card.classList.toggle("changed", pick.value !== "" && pick.value !== pick.dataset.was);
  const target = columnOf(pick.value || pick.dataset.was);
  if (!target.contains(card)) {
    const focused = document.activeElement === pick;
    target.querySelector(".pl-cards").append(card);
    if (focused) pick.focus();
  }
  recount();
  window.htmx.ajax("POST", form.dataset.check, { source: form, swap: "none", values: Object.fromEntries(new FormData(form)) });
}

form.addEventListener("change", (event) => {
  if (event.target.matches(".pl-pick, #reason")) {
    if (event.target.matches(".pl-pick")) settle(event.target);
  }
});

form.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(".pl-card[draggable]");
  if (!held) return;
  held.classList.add("held");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.id);
});

form.addEventListener("dragend", () => {
  held?.classList.remove("held");
  columns.forEach((column) => column.classList.remove("target"));
  held = null;
});

columns.forEach((column) => {
  column.addEventListener("dragover", (event) => {
    if (!held || !column.dataset.day) return;
    event.preventDefault();
    columns.forEach((other) => other.classList.toggle("target", other === column));
  });
  column.addEventListener("drop", (event) => {
    if (!held || !column.dataset.day) return;
    event.preventDefault();
    const pick = held.querySelector(".pl-pick");
    if (pick.value === column.dataset.day) return;
    pick.value = column.dataset.day;
    settle(pick);
  });
});
