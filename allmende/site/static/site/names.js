// Names for parts of Wagtail's screens that have none, or another one than what stands in them.
(() => {
  const headingOf = (element) => element
    .closest(".w-panel, section, .w-field")?.querySelector("h2, h3, label")?.textContent.trim();
  const anyway = document.currentScript?.dataset.anyway;
  const call = (element, name) => element.setAttribute("aria-label", name || document.title);
  const cures = {
    // Always called "Dashboard" or after their tooltip, whatever word stands in them.
    ".sidebar-custom-branding[aria-label]": (element) => element.removeAttribute("aria-label"),
    ".page-status-tag[aria-label]": (element) => element.removeAttribute("aria-label"),
    ".public-DraftEditor-content:not([aria-label])": (element) => call(element, headingOf(element)),
    ".modal[role=dialog]:not([aria-label])": (element) => {
      const title = element.querySelector("h1, h2")?.textContent.trim();
      if (title) call(element, title);
    },
    "#wagtail-sidebar form[role=search]:not([aria-label])": (element) => call(
      element, element.querySelector("input")?.placeholder || element.textContent.trim(),
    ),
    // Ctrl+S presses the hidden button of the schedule, and the question of a conflict says its words.
    "#w-save-confirmation-dialog [data-w-dialog-target=confirm]": (element) => {
      const schedule = document.querySelector("#schedule-publishing-dialog .action-save");
      const isSchedule = schedule?.textContent.trim() === element.textContent.trim();
      if (anyway && isSchedule) element.textContent = anyway;
    },
  };
  const cure = () => Object.entries(cures).forEach(([part, heal]) => {
    document.querySelectorAll(part).forEach(heal);
  });
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; cure(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", cure);
})();
