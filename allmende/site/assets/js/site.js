// Comfort only: every page works without this file. Nothing is stored before somebody clicks.
const root = document.documentElement;
const THEME = "allmende-theme";

const stored = () => {
  try {
    return localStorage.getItem(THEME);
  } catch {
    return null; // storage may be forbidden by the browser's settings
  }
};

if (!root.dataset.theme && ["light", "dark"].includes(stored())) root.dataset.theme = stored();
root.classList.add("js");

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

const wireTheme = (button) => {
  button.hidden = false;
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  show();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem(THEME, root.dataset.theme);
    } catch {
      /* the choice then lasts for this page only */
    }
    show();
  });
};

const wireCopy = (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = button.dataset.done;
    } catch {
      status.textContent = button.dataset.copy;
    }
  });
};

const wirePrint = (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
};

const close = (details, focus) => {
  details.open = false;
  if (focus) details.querySelector("summary").focus();
};

const openPopups = () => document.querySelectorAll("details[data-popup][open]");

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-theme-toggle]").forEach(wireTheme);
  document.querySelectorAll("[data-copy]").forEach(wireCopy);
  document.querySelectorAll("[data-print]").forEach(wirePrint);
  document.querySelectorAll("[data-focus]").forEach((element) => element.focus());
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") openPopups().forEach((details) => close(details, details.contains(document.activeElement)));
});
document.addEventListener("click", (event) => {
  openPopups().forEach((details) => details.contains(event.target) || close(details, false));
});
