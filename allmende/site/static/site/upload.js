// Say that a file is too large before minutes are spent on sending it.
// Comfort only: the server says the same sentence.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.dataset.mostBytes) return;
  const isTooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
  input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
  input.reportValidity();
});
