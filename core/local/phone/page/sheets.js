// The bottom sheets of a phone: attachments, list choices, places, contacts, actions.

import { el, icon, iconButton } from "./dom.js";
import { draw, names } from "./stickers.js";
import { say } from "./words.js";

const PLACES = [
  ["Estación Tigre", "Av. Naciones Unidas, Tigre", -34.4212, -58.5794], ["Puerto de Frutos", "Sarmiento 160, Tigre", -34.4187, -58.5745],
  ["Aeroparque Jorge Newbery", "Buenos Aires", -34.5592, -58.4156], ["Terminal de Rocha", "Rocha, Uruguay", -34.4833, -54.3333], ["La Paloma", "Rocha, Uruguay", -34.6667, -54.1667],
];
const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** Opens a sheet over the phone; Escape, the veil and the cross close it, focus goes back where it was. */
export function sheet(phoneElement, title, ...content) {
  phoneElement.querySelector(".veil")?.remove();
  const before = document.activeElement;
  const close = () => { veil.remove(); before?.focus?.(); };
  const box = el("div", { className: "sheet", role: "dialog", "aria-modal": "true", "aria-label": title },
    el("header", {}, el("h2", {}, title), iconButton("close", say("close"), close)), el("div", { className: "sheet-body" }, content));
  const veil = el("div", { className: "veil", onclick: (event) => { if (event.target === veil) close(); } }, box);
  veil.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); close(); }
    if (event.key === "Tab") keepInside(box, event);
  });
  phoneElement.append(veil);
  (box.querySelector(".sheet-body :is(input, textarea, button, select)") ?? box.querySelector("button")).focus({ preventScroll: true });
  return close;
}

function keepInside(box, event) {
  const stops = [...box.querySelectorAll("button, input, textarea, select, a[href]")];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement === edge) { event.preventDefault(); (event.shiftKey ? stops.at(-1) : stops[0]).focus(); }
}

const line = (name, label, act, extra = "") => el("button", { type: "button", className: `line ${extra}`, onclick: act }, icon(name), el("span", {}, label));

export function attachSheet(root, pick) {
  const go = (act) => () => { close(); act(); };
  const tile = (name, label, act) => el("button", { type: "button", className: "tile", onclick: go(act) }, el("span", {}, icon(name)), label);
  const close = sheet(root, say("attach"), el("div", { className: "tiles" },
    tile("photo", say("photo"), pick.photo), tile("paper", say("document"), pick.document), tile("pin", say("location"), pick.location),
    tile("person", say("contact"), pick.contact), tile("mic", say("spoken"), pick.spoken), tile("sticker", say("sticker"), pick.sticker)));
}

/** Voice notes somebody else has spoken, for guests without a microphone. */
export function spokenSheet(root, offered, send) {
  const notes = offered.notes.map((note) => el("button", { type: "button", className: "line", lang: note.language, disabled: !offered.can_speak, onclick: () => { close(); send(note.id); } },
    icon("mic"), el("span", {}, note.words, el("span", { className: "small" }, say(`language_${note.language}`)))));
  const close = sheet(root, say("spoken"), offered.can_speak ? null : el("p", { className: "small" }, say("noVoice")), notes);
}

export function stickerSheet(root, send) {
  const close = sheet(root, say("sticker"), el("div", { className: "tiles" }, names.map((name) =>
    el("button", { type: "button", className: "tile", "aria-label": `${say("sticker")} ${name}`, onclick: () => { close(); send(name); } }, draw(name)))));
}

export function locationSheet(root, send) {
  const field = (label, value) => el("label", {}, label, el("input", { value, inputmode: "decimal", required: true, pattern: "-?[0-9.]+" }));
  const presets = PLACES.map(([name, address, latitude, longitude]) =>
    el("button", { type: "button", className: "line", onclick: () => { close(); send({ latitude, longitude, name, address }); } }, icon("pin"),
      el("span", {}, el("b", {}, name), el("span", { className: "small" }, address))));
  const [latitude, longitude] = [field(say("latitude"), "-34.42"), field(say("longitude"), "-58.58")];
  const name = el("input", {});
  const form = el("form", { className: "form", onsubmit: (event) => {
    event.preventDefault(); close();
    const place = { latitude: Number(latitude.lastChild.value), longitude: Number(longitude.lastChild.value) };
    send(name.value.trim() ? { ...place, name: name.value.trim() } : place);
  } }, el("h3", {}, say("own")), el("div", { className: "pair" }, latitude, longitude), el("label", {}, say("placeName"), name), el("button", { className: "primary" }, say("shareLocation")));
  const close = sheet(root, say("location"), presets, form);
}

export function contactSheet(root, guest, send, share) {
  const [name, phone] = [el("input", { required: true }), el("input", { required: true, inputmode: "tel", pattern: "[+0-9 ()\\-]{6,}" })];
  const form = el("form", { className: "form", onsubmit: (event) => {
    event.preventDefault(); close();
    const [first_name] = name.value.trim().split(" ");
    send([{ name: { formatted_name: name.value.trim(), first_name }, phones: [{ phone: phone.value.trim(), type: "CELL" }] }]);
  } }, el("label", {}, say("name"), name), el("label", {}, say("phone"), phone), el("button", { className: "primary" }, say("send")));
  const close = sheet(root, say("contact"), line("person", `${say("myCard")}: ${guest.name}`, () => { close(); share(); }), form);
}

export function listSheet(root, message, tap) {
  const action = message.content.action;
  let chosen = null;
  const button = el("button", { className: "primary", disabled: true }, say("sendChoice"));
  const rows = action.sections.map((section) => el("fieldset", {}, section.title ? el("legend", {}, section.title) : null, section.rows.map((row) =>
    el("label", { className: "option" }, el("span", {}, el("b", {}, row.title), row.description ? el("span", { className: "small" }, row.description) : null),
      el("input", { type: "radio", name: "row", value: row.id, onchange: () => { chosen = row.id; button.disabled = false; } })))));
  const close = sheet(root, action.button, el("form", { className: "options", onsubmit: (event) => { event.preventDefault(); close(); tap(chosen); } }, rows, button));
}

export function flowSheet(root, send) {
  const text = el("textarea", { rows: 5 }, '{\n  "flow_token": "",\n  "answer": ""\n}');
  const close = sheet(root, say("formReply"), el("form", { className: "form", onsubmit: (event) => { event.preventDefault(); close(); send(text.value); } },
    el("label", {}, say("formAnswer"), text), el("button", { className: "primary" }, say("send"))));
}

export function textSheet(root, title, label, send) {
  const text = el("textarea", { rows: 3, required: true });
  const close = sheet(root, title, el("form", { className: "form", onsubmit: (event) => { event.preventDefault(); close(); send(text.value.trim()); } },
    el("label", {}, label, text), el("button", { className: "primary" }, say("send"))));
}

export function messageSheet(root, message, on) {
  const go = (act) => () => { close(); act(); };
  const emoji = el("div", { className: "emoji", role: "group", "aria-label": say("react") }, EMOJI.map((one) =>
    el("button", { type: "button", "aria-pressed": String(message.guest_reaction === one), onclick: go(() => on.react(message.guest_reaction === one ? "" : one)) }, one)));
  const own = message.from_guest;
  const close = sheet(root, say("messageMenu"), own ? null : emoji, line("reply", say("reply"), go(on.reply)),
    own && message.kind === "text" ? line("pencil", say("edit"), go(on.edit)) : null, own ? line("trash", say("erase"), go(on.erase), "danger") : null);
}

export function optionsSheet(root, guest, numberId, on) {
  const switches = [["offline", "offline", "offlineHint"], ["receipts_off", "receiptsOff", "receiptsHint"], ["hides_number", "hides", "hidesHint"],
    ["duplicates", "duplicates", "duplicatesHint"], ["out_of_order", "outOfOrder", "outOfOrderHint"]].map(([key, label, hint]) =>
    el("label", { className: "switch" }, el("span", {}, say(label), el("span", { className: "small" }, say(hint))),
      el("input", { type: "checkbox", role: "switch", checked: guest[key], onchange: (event) => on.change({ [key]: event.target.checked }) })));
  const blocked = guest.blocked.includes(numberId);
  const go = (act) => () => { close(); act(); };
  const explained = (name, label, hint, act) => el("button", { type: "button", className: "line", onclick: go(act) }, icon(name), el("span", {}, label, el("span", { className: "small" }, hint)));
  const close = sheet(root, `${say("options")} ${guest.name}`, switches, el("hr"), explained("clock", say("forward"), say("forwardHint"), on.forward),
    explained("hotel", say("hotelWrites"), say("hotelWritesHint"), on.hotelWrites),
    line("block", say(blocked ? "unblock" : "block"), go(() => on.change({ blocked: blocked ? guest.blocked.filter((one) => one !== numberId) : [...guest.blocked, numberId] })), blocked ? "" : "danger"));
}

export function hotelSheet(root, numbers, current, choose) {
  const close = sheet(root, say("chooseHotel"), numbers.map((number) => el("button", { type: "button", className: "line", "aria-current": String(number.number_id === current), onclick: () => { close(); choose(number.number_id); } },
    icon("hotel"), el("span", {}, el("b", {}, number.name), el("span", { className: "small" }, number.display)))));
}
