// When a picture is chosen, propose what its owner has said can be seen on it.
// Comfort only: a description left empty is filled in when the page is saved.
function proposeWords(input) {
  const chooser = document.getElementById(`${input.id}-chooser`);
  const state = chooser && chooser.widget && chooser.widget.getState();
  const field = document.getElementById(`${input.id}_alt`)
    || (input.id.endsWith("-image") && document.getElementById(input.id.replace(/image$/, "alt")));
  if (!state || !field || (field.value !== "" && field.value !== field.dataset.proposed)) return;
  field.value = state.default_alt_text || "";
  field.dataset.proposed = field.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  // Wagtail tells of the change before it has finished.
  if (event.target.id) setTimeout(() => proposeWords(event.target), 0);
});
