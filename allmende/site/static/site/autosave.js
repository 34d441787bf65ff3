// A new form saves itself for the first time: whoever publishes in that moment waits for it,
// for otherwise the draft and the publication would become two items.
const saving = new Set();
const waiting = new Map();
const isNew = (form) => /\/add\//.test(form.action);

function send(form, button) {
  if (button) button.disabled = false; // a disabled button does not say what it means
  form.requestSubmit(button);
}

function saved({ target }) {
  saving.delete(target);
  if (!waiting.has(target)) return;
  const button = waiting.get(target);
  waiting.delete(target);
  send(target, button);
}

document.addEventListener("w-autosave:save", (event) => {
  if (!event.defaultPrevented) saving.add(event.target);
});
document.addEventListener("w-autosave:success", saved);
document.addEventListener("w-autosave:error", saved);
document.addEventListener("submit", (event) => {
  if (!saving.has(event.target) || !isNew(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.set(event.target, event.submitter);
}, { capture: true });
