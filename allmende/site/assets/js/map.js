// Comfort for maps: closer, further, move. Without it the map is a drawing, and the list says the same.
for (const figure of document.querySelectorAll("[data-map]")) {
  const svg = figure.querySelector("svg");
  const [left, top, width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const marks = [...svg.querySelectorAll("circle, text")].map((mark) => {
    const name = mark.tagName === "text" ? "font-size" : "r";
    return { mark, name, size: Number(mark.getAttribute(name)) };
  });
  const NEAREST = 8;
  let view = { x: left, y: top, zoom: 1 };

  const show = (next) => {
    const zoom = Math.min(Math.max(next.zoom, 1), NEAREST);
    const [w, h] = [width / zoom, height / zoom];
    const x = Math.min(Math.max(next.x, left), left + width - w);
    const y = Math.min(Math.max(next.y, top), top + height - h);
    view = { x, y, zoom };
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    // Points and letters keep their size on the screen: only what lies between them grows.
    for (const { mark, name, size } of marks) mark.setAttribute(name, size / zoom);
    closer.disabled = zoom === NEAREST;
    further.disabled = whole.disabled = zoom === 1;
    svg.style.touchAction = zoom === 1 ? "auto" : "none";
  };

  const scale = (factor) => {
    const zoom = Math.min(Math.max(view.zoom * factor, 1), NEAREST);
    const grow = (side) => side / view.zoom / 2 - side / zoom / 2;
    show({ x: view.x + grow(width), y: view.y + grow(height), zoom });
  };
  const move = (right, down) =>
    show({ ...view, x: view.x + (right * width) / view.zoom, y: view.y + (down * height) / view.zoom });

  const tools = document.createElement("div");
  tools.className = "map-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", figure.dataset.map);
  const button = (sign, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", act);
    tools.append(made);
    return made;
  };
  const closer = button("+", figure.dataset.closer, () => scale(1.6));
  const further = button("−", figure.dataset.further, () => scale(1 / 1.6));
  const whole = button("□", figure.dataset.whole, () => show({ x: left, y: top, zoom: 1 }));
  svg.before(tools);

  const KEYS = {
    ArrowLeft: () => move(-0.15, 0), ArrowRight: () => move(0.15, 0),
    ArrowUp: () => move(0, -0.15), ArrowDown: () => move(0, 0.15),
    "+": () => scale(1.6), "-": () => scale(1 / 1.6),
  };
  tools.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  let grip = null;
  svg.addEventListener("pointerdown", (event) => {
    if (view.zoom === 1) return;
    grip = { x: event.clientX, y: event.clientY, view };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const unit = width / grip.view.zoom / svg.clientWidth;
    const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
    show({ ...grip.view, x: grip.view.x - dx * unit, y: grip.view.y - dy * unit });
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { grip = null; });
  show(view);
}
