// Building elements. Text is always text: nothing here can turn what a guest wrote into markup.
const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  house: "M4 11.5 12 5l8 6.5M6 10v9h12v-9M10 19v-5h4v5",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  phone: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM11 18h2",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  down: "M6 9l6 6 6-6",
  arrow: "M12 5v14M6 13l6 6 6-6",
  up: "M12 19V5M6 11l6-6 6 6",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8h.01",
  alert: "M12 4 2.8 19.500h18.400L12 4ZM12 10v4M12 17h.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0v5M11 11V4.500a1.5 1.5 0 0 1 3 0V11M14 11V6a1.5 1.5 0 0 1 3 0v8a6 6 0 0 1-6 6c-3 0-4.5-1.5-6-4l-1.5-2.700a1.4 1.4 0 0 1 2.3-1.500L8 14",
  retry: "M20 12a8 8 0 1 1-2.5-5.800M20 4v4h-4",
  note: "M5 4h14v10l-5 5H5V4ZM14 19v-5h5M8 8h8M8 12h4",
  chat: "M4 5h16v11H9l-5 4V5Z",
  file: "M7 3h7l4 4v14H7V3ZM14 3v4h4M10 12h5M10 16h5",
  pin: "M12 21s7-6.2 7-11.500A7 7 0 0 0 5 9.500C5 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  card: "M4 6h16v12H4V6ZM9 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6 16c.5-1.5 1.6-2 3-2s2.5.5 3 2M15 10h3M15 13h3",
  mic: "M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3ZM6 11a6 6 0 0 0 12 0M12 17v4",
  image: "M4 5h16v14H4V5ZM4 16l4.5-4.5 4 4L15 13l5 5M15.5 9.500h.01",
  list: "M8 7h12M8 12h12M8 17h12M4 7h.01M4 12h.01M4 17h.01",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.700L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.700L12 17",
  copy: "M9 9h11v11H9V9ZM5 15H4V4h11v1",
  bell: "M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15L6 16ZM10 20.500a2 2 0 0 0 4 0",
  sound: "M4 10v4h3l5 4V6L7 10H4ZM16 9a4 4 0 0 1 0 6M18.5 6.500a8 8 0 0 1 0 11",
  mute: "M4 10v4h3l5 4V6L7 10H4ZM16 9.500l5 5M21 9.500l-5 5",
  inbox: "M4 13l2.5-8h11L20 13v6H4v-6ZM4 13h5l1.5 2.500h3L15 13h5",
  out: "M14 4h5v16h-5M4 12h10M10 8l4 4-4 4",
  check: "M5 12.500l4.5 4.500L19 7.5",
  forward: "M14 6l6 6-6 6M20 12H9a5 5 0 0 0-5 5v1",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM5.7 5.700l12.6 12.6",
  bed: "M3 18v-9M3 14h18v4M21 14v-1a3 3 0 0 0-3-3h-8v4M6.5 11.500h.01",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

// h("button", { class: "x", onclick, "aria-label": "…" }, "text", child): false and null children are left out.
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function set(element, name, value) {
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(element.dataset, value);
  else if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

// Puts children in this order, moving only what is out of place, so that focus and scroll stay.
export function arrange(parent, children) {
  let at = parent.firstChild;
  for (const child of children) {
    if (child === at) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

export function initials(name) {
  const parts = (name || "").match(/\p{L}[\p{L}\p{M}'’]*/gu) || [];
  const picked = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : parts;
  return picked.map((part) => [...part][0].toLocaleUpperCase()).join("");
}
