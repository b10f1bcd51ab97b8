// A link to a step opens the group in which it is folded.
function unfold() {
  const step = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const group = step && step.closest("details");
  if (!group || group.open) return;
  group.open = true;
  step.scrollIntoView();
}

unfold();
window.addEventListener("hashchange", unfold);
