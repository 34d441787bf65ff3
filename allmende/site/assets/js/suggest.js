// Completes what somebody types into a search box (ARIA APG, combobox with list autocomplete).
// Without this file the box is an ordinary form.
const FEWEST = 2;
const PAUSE = 150; // milliseconds without a key before the server is asked
let boxes = 0;

const option = (entry, id, kind) => {
  const line = document.createElement("li");
  line.id = id;
  line.role = "option";
  line.className = `suggest__${kind}`;
  line.textContent = entry.text;
  line.dataset.url = entry.url;
  return line;
};

class Suggest {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.name = `suggest-${boxes++}`;
    this.list = document.createElement("ul");
    this.list.id = this.name;
    this.list.role = "listbox";
    this.list.className = "suggest";
    this.list.hidden = true;
    this.list.setAttribute("aria-label", form.dataset.suggestLabel);
    form.append(this.list);
    this.input.role = "combobox";
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.name);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
    this.list.addEventListener("click", (event) => this.go(event.target.closest("li")));
  }

  later() {
    clearTimeout(this.timer);
    this.asked?.abort();
    if (this.input.value.trim().length < FEWEST) return this.close();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asked = new AbortController();
    try {
      const url = `${this.form.dataset.suggest}?q=${encodeURIComponent(this.input.value)}`;
      const answer = await fetch(url, { signal: this.asked.signal });
      if (answer.ok) this.show(await answer.json());
    } catch {
      this.close(); // offline, or somebody went on typing
    }
  }

  show({ words, items }) {
    if (document.activeElement !== this.input) return;
    const lines = [...words.map((one) => [one, "word"]), ...items.map((one) => [one, "item"])];
    this.list.replaceChildren(...lines.map(([one, kind], n) => option(one, `${this.name}-${n}`, kind)));
    this.mark(null);
    this.list.hidden = lines.length === 0;
    this.input.setAttribute("aria-expanded", String(lines.length > 0));
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.list.hidden = true;
    this.mark(null);
    this.input.setAttribute("aria-expanded", "false");
  }

  mark(line) {
    this.list.querySelector("[aria-selected]")?.removeAttribute("aria-selected");
    this.marked = line;
    if (!line) return this.input.removeAttribute("aria-activedescendant");
    line.setAttribute("aria-selected", "true");
    line.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", line.id);
  }

  step(by) {
    const lines = [...this.list.children];
    const place = lines.indexOf(this.marked) + by;
    // Past either end one is back in the box, with what was typed.
    this.mark(place < -1 ? lines.at(-1) : (lines[place] ?? null));
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "ArrowDown") this.step(1);
    else if (event.key === "ArrowUp") this.step(-1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.marked) this.go(this.marked);
    else return;
    event.preventDefault();
  }

  go(line) {
    if (line) location.assign(line.dataset.url);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-suggest]").forEach((form) => new Suggest(form));
});
