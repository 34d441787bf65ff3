// Comfort only: everything on these screens works without it.
document.querySelectorAll("[data-desk-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = true; });
  });
});

// A form that came back: the focus goes to the first field that wants something (NEWS-a).
window.addEventListener("load", () => {
  const wrong = document.querySelector("[data-edit-form] .w-field--error");
  if (!wrong) return;
  const tab = wrong.closest("[role=tabpanel][hidden]");
  if (tab) document.querySelector(`[role=tab][href="#${tab.id}"], [role=tab][aria-controls="${tab.id}"]`)?.click();
  const field = wrong.querySelector("input:not([type=hidden]), textarea, select, [contenteditable=true], button");
  setTimeout(() => field?.focus(), 100);
});
