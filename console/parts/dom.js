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
  today: "M5 6h14v14H5V6ZM5 10h14M9 3v4M15 3v4M9 15l2 2 4-4",
  calendar: "M4 6h16v14H4V6ZM4 11h16M9 6v14M14 6v14",
  book: "M6 4h12v16H6V4ZM9 8h6M9 12h6M9 16h3",
  money: "M4 7h16v10H4V7ZM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 10h.01M17 14h.01",
  bank: "M4 10l8-6 8 6H4ZM6 10v8M10 10v8M14 10v8M18 10v8M4 20h16",
  chart: "M5 20V10M10 20V5M15 20v-8M20 20V8",
  tag: "M4 12V4h8l8 8-8 8-8-8ZM8.500 8.500h.01",
  star: "M12 4l2.4 5.1 5.6.7-4.100 3.900 1 5.600L12 16.500 7.1 19.300l1-5.600L4 9.800l5.600-.7L12 4Z",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM2.500 19c.6-3 3.200-4.700 6.500-4.700s5.900 1.700 6.500 4.700M16 4.500a3.300 3.300 0 0 1 0 6.200M18 14.800c1.900.7 3.100 2.100 3.500 4.200",
  gear: "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.200 2.200M16.200 16.200l2.200 2.200M18.400 5.600l-2.200 2.200M7.800 16.200l-2.200 2.200",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  arrive: "M10 4H5v16h5M20 12H10M14 8l-4 4 4 4",
  leave: "M14 4h5v16h-5M4 12h10M10 8l4 4-4 4",
  moon: "M19 14.500A8 8 0 0 1 9.500 5 7.500 7.500 0 1 0 19 14.500Z",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z",
  next: "M9 5l7 7-7 7",
  plus: "M12 5v14M5 12h14",
  broom: "M14 4l6 6M12 8l4 4-5 8H4l3-6 5-6Z",
  mail: "M4 6h16v12H4V6ZM4 7l8 6 8-6",
  edit: "M5 19h3.500L19 8.500 15.500 5 5 15.500V19ZM13 7.500l3.500 3.500",
  lamp: "M9 18h6M10 21h4M8.500 15a6 6 0 1 1 7 0c-.700.600-1 1.200-1 2h-5c0-.800-.300-1.400-1-2Z",
  lock: "M6 11h12v9H6v-9ZM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  shield: "M12 3l7 3v5c0 4.500-3 8-7 10-4-2-7-5.500-7-10V6l7-3ZM9 12l2 2 4-4",
  pulse: "M3 12h4l2.500-6 4 12L16 12h5",
  key: "M8 15a4 4 0 1 1 3.800-5.200L20 10v4h-3v-2h-2v2h-3.200A4 4 0 0 1 8 15ZM7.500 11h.01",
  pause: "M8 5v14M16 5v14",
  play: "M8 5l11 7-11 7V5Z",
  download: "M12 4v11M7 10l5 5 5-5M5 20h14",
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

// Facts in a row, parted by dots; a dot at the beginning of a line stays unseen.
export function dotted(facts, props = {}) {
  const parts = facts.filter(Boolean).map((fact, place) => h("span", {}, place ? h("i", {}, " · ") : null, fact));
  return h("span", { ...props, class: ["dotted", props.class].filter(Boolean).join(" ") }, parts);
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

// The element that really has the focus, through every shadow root.
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element === document.body ? null : element;
}
