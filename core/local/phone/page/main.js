// Starts the page: the bar on top, the phones side by side, and who is shown.

import { el, icon, iconButton } from "./dom.js";
import * as drawer from "./drawer.js";
import { Phone } from "./phone.js";
import { sheet } from "./sheets.js";
import { ask, connect, listen, load, state } from "./store.js";
import { locale, say, switchLanguage } from "./words.js";

const shelf = document.getElementById("shelf");
const bar = document.getElementById("bar");
const narrow = window.matchMedia("(max-width: 760px)");
const phones = new Map();
const SIDE_BY_SIDE = 4;
const PHONE_WIDTH = 348; // with the gap beside it, as in chat.css
const thatFit = () => Math.min(SIDE_BY_SIDE, Math.max(1, Math.floor(window.innerWidth / PHONE_WIDTH)));
let shown = JSON.parse(localStorage.getItem("phone.shown") ?? "null");

const theme = localStorage.getItem("phone.theme");
if (theme) document.documentElement.dataset.theme = theme;

const system = window.matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  localStorage.setItem("phone.theme", document.documentElement.dataset.theme);
  drawBar();
}

function show(ids) {
  shown = ids;
  localStorage.setItem("phone.shown", JSON.stringify(ids));
  draw();
}

// A narrow screen has room for the one chosen last; the others come back with a wider one.
const inSight = () => (narrow.matches ? shown.slice(-1) : shown);

// Whoever stands beyond the edge is brought into sight; whoever is in sight already goes.
function pick(id) {
  const rest = shown.filter((one) => one !== id);
  if (narrow.matches) return show([...rest, id].slice(-SIDE_BY_SIDE));
  const stands = rest.length < shown.length;
  if (stands && rest.length && isInSight(id)) return show(rest);
  if (!stands) show([...shown, id]);
  return bringIntoSight(id);
}

function isInSight(id) {
  const [phone, space] = [phones.get(id).root.getBoundingClientRect(), shelf.getBoundingClientRect()];
  return phone.left >= space.left - 1 && phone.right <= space.right + 1;
}

const bringIntoSight = (id) => phones.get(id).root.scrollIntoView({ behavior: "smooth", inline: "nearest" });

function draw() {
  const all = [...state.guests.keys()];
  shown = (shown ?? []).filter((id) => state.guests.has(id));
  if (!shown.length) shown = all.slice(0, narrow.matches ? SIDE_BY_SIDE : thatFit()).reverse();
  drawBar();
  for (const id of inSight()) if (!phones.has(id)) phones.set(id, new Phone(state.guests.get(id)));
  const wanted = all.filter((id) => inSight().includes(id)).map((id) => phones.get(id).root);
  shelf.replaceChildren(...wanted);
  wanted.forEach((root) => phones.get(root.dataset.guest).toEnd());
}

function drawBar() {
  document.title = `${say("title")} · Conserje`;
  const people = [...state.guests.values()].map((guest) => el("button", { type: "button", className: "chip", "data-chip": guest.id, "aria-pressed": String(inSight().includes(guest.id)), onclick: () => pick(guest.id) },
    el("span", { className: "initials", "aria-hidden": "true" }, initials(guest.name)), calledShortly(guest)));
  bar.replaceChildren(
    el("h1", {}, icon("bell"), el("span", {}, say(narrow.matches ? "guests" : "title"))),
    el("nav", { className: "people", "aria-label": say("guests") }, people),
    el("button", { type: "button", className: "chip new", onclick: newGuest, "aria-label": say("newGuest") }, icon("plus"), el("span", {}, say("newGuest"))),
    el("button", { type: "button", className: `pill ${state.subscription.state}`, onclick: () => drawer.toggle(true), "aria-label": say(`subscription_${state.subscription.state}`) },
      el("span", { className: "lamp" }), el("span", { className: "pill-text" }, say(`subscription_${state.subscription.state}`))),
    el("div", { className: "tools" },
      iconButton("code", say("wires"), () => drawer.toggle()),
      iconButton(isDark() ? "sun" : "moon", say("theme"), switchTheme),
      el("button", { type: "button", className: "round letters", "aria-label": say("language"), title: say("language"), onclick: speakOtherwise }, say("languageShort"))));
  bar.querySelector(`.chip[data-chip="${CSS.escape(shown.at(-1) ?? "")}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const firstName = (guest) => guest.name.split(" ")[0];

/** Two of the same first name are told apart by the end of their numbers. */
function calledShortly(guest) {
  const alike = [...state.guests.values()].filter((one) => firstName(one) === firstName(guest));
  return alike.length > 1 ? `${firstName(guest)} …${guest.wa_id.slice(-3)}` : firstName(guest);
}

const initials = (name) => name.split(" ").map((part) => [...part][0]).slice(0, 2).join("").toUpperCase();

function speakOtherwise() {
  switchLanguage();
  phones.clear();
  draw();
  if (drawer.isOpen()) drawer.toggle(true);
}

// "AR" is Argentina; what is behind the country's two letters is another way its numbers are written.
function countryName(preset) {
  const name = new Intl.DisplayNames([locale()], { type: "region" }).of(preset.slice(0, 2));
  return preset.length > 2 ? `${name}, ${say(`country_${preset}`)}` : name;
}

function newGuest() {
  const name = el("input", { required: true, maxlength: "60" });
  const username = el("input", { pattern: "[a-z0-9._]{3,35}", placeholder: "ana.viaja" });
  const country = el("select", {}, state.presets.map((preset) => el("option", { value: preset }, countryName(preset))));
  const form = el("form", { className: "form", onsubmit: async (event) => {
    event.preventDefault();
    const made = await ask("POST", "/lab/guests", { name: name.value.trim(), country: country.value, username: username.value.trim() });
    if (!made) return;
    state.guests.set(made.id, made);
    close();
    show([...shown, made.id]);
    bringIntoSight(made.id);
  } }, el("label", {}, say("name"), name), el("label", {}, say("country"), country), el("label", {}, say("username"), username), el("button", { className: "primary" }, say("create")));
  const close = sheet(document.body, say("newGuest"), form);
}

listen((event, data) => {
  if (event === "all") { phones.clear(); draw(); }
  else if (event === "message") phones.get(data.guest_id)?.hear(data);
  else if (event === "guest") phones.get(data.id)?.refreshIfChanged(data);
  else if (event === "typing") { const phone = phones.get(data.guest_id); if (phone?.number.number_id === data.number_id) phone.typing(data.seconds); }
  else if (event === "subscription") { drawBar(); if (drawer.isOpen()) drawer.toggle(true); }
  else if (event === "wire") drawer.stir();
});

narrow.addEventListener("change", draw);
system.addEventListener("change", drawBar);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drawer.isOpen()) drawer.toggle(false); });
await load();
connect();
