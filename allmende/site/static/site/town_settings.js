// Comfort only: everything on these screens works without it.
const errors = document.getElementById("errors");
if (errors) errors.focus();

// A colour picker beside each text field, and a sample that follows while one types.
const sample = document.querySelector("[data-colours]");
const fields = [...document.querySelectorAll("input[data-colour]")];
let waiting = 0;

async function draw() {
  const [primary, accent] = fields.map((field) => field.value);
  const query = new URLSearchParams({ primary, accent });
  const answer = await fetch(`${sample.dataset.colours}?${query}`);
  if (answer.ok && !answer.redirected) sample.innerHTML = await answer.text();
}

function drawSoon() {
  if (!sample) return;
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300);
}

fields.forEach((field) => {
  const row = document.createElement("div");
  const picker = document.createElement("input");
  row.className = "ts-colour-row";
  picker.type = "color";
  picker.setAttribute("aria-label", field.labels[0] ? field.labels[0].textContent.trim() : "");
  if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value;
  field.before(row);
  row.append(field, picker);
  picker.addEventListener("input", () => { field.value = picker.value; drawSoon(); });
  field.addEventListener("input", () => {
    if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value;
    drawSoon();
  });
});

// A village and an association are asked for only where the chosen role has one.
const role = document.getElementById("id_role");
const bounds = { id_village: "village_editor", id_organisation: "org_editor" };

function showBounds() {
  for (const [id, wanted] of Object.entries(bounds)) {
    const field = document.getElementById(id);
    const box = field && field.closest(".w-field__wrapper");
    if (box) box.hidden = role.value !== wanted;
  }
}

if (role) {
  role.addEventListener("change", showBounds);
  showBounds();
}
