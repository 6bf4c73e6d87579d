// Building the page without ever turning a guest's words into markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (on…) and children; strings become text nodes. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PATHS = {
  plus: "M12 5v14M5 12h14",
  send: "M4 12l16-8-6 16-3-6.5z",
  mic: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  close: "M6 6l12 12M18 6L6 18",
  check: "M4.5 12.5l4.5 4.5L19.5 7",
  down: "M7 10l5 5 5-5",
  reply: "M9 7L4 12l5 5M4.5 12H14a6 6 0 0 1 6 6",
  pencil: "M5 19l1-4L16 5l3 3L9 18z",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7",
  photo: "M4 6h16v12H4zM4 15.5l4.5-4 4 3.5 3-2.5L20 16M15.5 9.7v.01",
  paper: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4M10 12.5h5M10 16h5",
  pin: "M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6",
  sticker: "M12 3.5a8.5 8.5 0 1 0 8.5 8.5H15a3 3 0 0 1-3-3zM12 3.5L20.5 12",
  list: "M8 7h12M8 12h12M8 17h12M4 7v.01M4 12v.01M4 17v.01",
  out: "M14 5h5v5M19 5l-8 8M16 13v6H5V8h6",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 6v12M15.5 6v12",
  code: "M8.5 8L4.5 12l4 4M15.5 8l4 4-4 4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3.5v2M12 18.5v2M3.5 12h2M18.5 12h2M6 6l1.4 1.4M16.6 16.6L18 18M6 18l1.4-1.4M16.6 7.4L18 6",
  plane: "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M8.5 16a5 5 0 0 1 5.5-1M12 19.5v.01M12.5 8.6c2.6.100 5 1.2 6.5 3.4",
  block: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4.5l3 1.5",
  hotel: "M4.5 20V8.5L12 4l7.5 4.5V20M9.5 20v-5h5v5",
  bell: "M4.5 18h15M6 15a6 6 0 0 1 12 0M12 9V6.5",
  lock: "M7 11h10v8.5H7zM9 11V8.5a3 3 0 0 1 6 0V11",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, className = "") {
  return el("button", { type: "button", className: `round ${className}`, "aria-label": label, title: label, onclick }, icon(name));
}

/** One tick, two ticks, blue ticks, a clock or a warning, as on a phone. */
export function ticks(status, label) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 12");
  svg.setAttribute("class", `ticks ticks-${status}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const shapes = {
    waiting: ["M10 11a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10 3.5V6l1.8 1"],
    accepted: ["M4 6.5l3.5 3.5L14 2.5"],
    sent: ["M4 6.5l3.5 3.5L14 2.5"],
    failed: ["M10 2v5M10 9.8v.01"],
  }[status] ?? ["M1 6.5l3.5 3.5L11 2.5", "M8.5 9l1.2 1L16 2.5"];
  for (const shape of shapes) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

let toastTimer;
export function toast(text) {
  const box = document.getElementById("toasts");
  box.replaceChildren(el("p", {}, text));
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.replaceChildren(), 5000);
}
