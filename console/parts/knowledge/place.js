// Where the hotel is: its address, its coordinates, and a preview drawn here, for no map is asked of anybody outside.
import { h, icon } from "../dom.js";
import { fieldFor } from "../fields.js";
import { lineOf } from "../bubble.js";

const SVG = "http://www.w3.org/2000/svg";
const PAIR = /(-?\d{1,2}\.\d{3,})\s*[,;\s/!]+\s*(?:4d)?(-?\d{1,3}\.\d{3,})/;

export function placeFor(app) {
  const { t, tab } = app;
  const mayEdit = tab.may("edit_knowledge");
  let said = "";
  const make = (name, more = {}) => fieldFor(t, { name, label: t(name), most: 200, ...more });
  const fields = { address: make("address"), pasted: make("pasted", { hint: t("pasted_hint"), most: 600 }), latitude: make("latitude", { most: 14 }), longitude: make("longitude", { most: 14 }) };
  const control = (name) => fields[name].element.querySelector("input");
  const map = h("div", { class: "drawn-map" });
  const bubble = h("div", { class: "preview" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = h("button", { class: "button primary", type: "submit", disabled: true }, t("save"));
  const link = h("a", { class: "button", target: "_blank", rel: "noopener noreferrer", hidden: true }, icon("pin"), t("check_on_map"));
  const form = h("form", { class: "editing place", novalidate: true, onsubmit: submit, oninput: changed }, h("p", { class: "small" }, t("place_why")), fields.address.element, mayEdit ? fields.pasted.element : null, h("div", { class: "pair" }, fields.latitude.element, fields.longitude.element), trouble, h("footer", {}, link, mayEdit ? save : null));
  const element = h("div", { class: "place-part" }, form, h("div", { class: "place-look" }, map, h("h3", {}, t("what_guests_read")), bubble));
  if (!mayEdit) for (const one of form.querySelectorAll("input")) one.disabled = true;

  function draw({ hotel }) {
    const next = JSON.stringify([hotel.address, hotel.latitude, hotel.longitude]);
    if (next === said || dirty()) return;
    said = next;
    control("address").value = hotel.address;
    control("latitude").value = hotel.latitude ?? "";
    control("longitude").value = hotel.longitude ?? "";
    changed();
  }

  const number = (name) => { const written = control(name).value.trim().replace(",", "."); return /^-?\d{1,3}(\.\d+)?$/.test(written) ? Number(written) : null; };
  const position = () => { const at = [number("latitude"), number("longitude")]; return at.includes(null) ? null : at; };
  const current = () => JSON.stringify([control("address").value.trim(), ...(position() ?? [null, null])]);
  const dirty = () => said !== "" && current() !== said;

  function changed() {
    const pair = PAIR.exec(control("pasted")?.value ?? "");
    if (pair) {
      control("latitude").value = pair[1];
      control("longitude").value = pair[2];
      control("pasted").value = "";
    }
    trouble.hidden = true;
    save.disabled = !dirty();
    const at = position();
    const fits = at && Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180;
    map.replaceChildren(fits ? drawn(at) : h("p", { class: "nothing" }, t("no_position")));
    link.hidden = !fits;
    if (fits) link.href = `https://www.openstreetmap.org/?mlat=${at[0]}&mlon=${at[1]}#map=17/${at[0]}/${at[1]}`;
    const { hotel } = app.found ?? { hotel: { name: "" } };
    bubble.replaceChildren(fits ? lineOf(app, { direction: "out", kind: "place", text: "", content: { place: { latitude: at[0], longitude: at[1], name: hotel.name, address: control("address").value.trim() } } }) : h("p", { class: "small" }, t("no_pin")));
  }

  async function submit(event) {
    event.preventDefault();
    const at = position();
    if (!at && (control("latitude").value.trim() || control("longitude").value.trim())) { wrong(t("error_wrong_position")); return; }
    save.disabled = true;
    try {
      await tab.act({ name: "place", lane: "knowledge", path: "/api/knowledge/place", body: { address: control("address").value.trim(), position: at } }, { quietly: true });
      said = current();
      tab.toast(t("place_saved"));
    } catch (refused) { wrong(tab.refusal(refused)); }
    changed();
  }

  function wrong(words) {
    trouble.textContent = words;
    trouble.hidden = false;
  }

  return { element, draw };
}

// The neighbourhood in degrees: a net of a hundredth each way, named on its edges, and the pin in the middle.
function drawn([latitude, longitude]) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 400 260");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${degrees(latitude, "N", "S")} ${degrees(longitude, "E", "W")}`);
  const put = (name, attributes, words = "") => {
    const one = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
    one.textContent = words;
    svg.append(one);
  };
  const step = 0.01;
  const scale = 80 / step;
  for (let line = Math.ceil((longitude - 0.025) / step); line * step <= longitude + 0.025; line += 1) {
    const x = 200 + (line * step - longitude) * scale;
    put("path", { d: `M${x} 0V260`, class: "net" });
    put("text", { x: x + 4, y: 252, class: "net-name" }, (line * step).toFixed(2));
  }
  for (let line = Math.ceil((latitude - 0.016) / step); line * step <= latitude + 0.016; line += 1) {
    const y = 130 - (line * step - latitude) * scale;
    put("path", { d: `M0 ${y}H400`, class: "net" });
    put("text", { x: 6, y: y - 4, class: "net-name" }, (line * step).toFixed(2));
  }
  put("circle", { cx: 200, cy: 130, r: 46, class: "near" });
  put("path", { d: "M200 132s16-15 16-28a16 16 0 1 0-32 0c0 13 16 28 16 28Z", class: "pin" });
  put("circle", { cx: 200, cy: 104, r: 5.5, class: "eye" });
  put("text", { x: 200, y: 158, class: "pin-name" }, `${degrees(latitude, "N", "S")}  ${degrees(longitude, "E", "W")}`);
  return svg;
}

function degrees(value, plus, minus) {
  const whole = Math.abs(value);
  const minutes = (whole % 1) * 60;
  return `${Math.floor(whole)}° ${Math.floor(minutes)}′ ${((minutes % 1) * 60).toFixed(1)}″ ${value < 0 ? minus : plus}`;
}
