// The rhythm of the review queue: J and K walk through the people, Ctrl+Enter records the verdict.
(() => {
  const typing = (target) => target.closest("input:not([type=radio]), textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const form = document.querySelector("form[data-verdict]");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const link = document.querySelector(`a[data-shortcut="${CSS.escape(event.key.toLowerCase())}"]`);
    if (link) link.click();
  });
  document.querySelector(".rv-q [aria-current]")?.scrollIntoView({ block: "nearest" });
})();
