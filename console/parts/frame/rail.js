// The rail on the left of a wide screen: the hotel, the screens by their sections, the language and the person.
import { h, icon, initials } from "../dom.js";
import { linkFor } from "./links.js";

export function railFor(app) {
  const { data, t } = app;
  const links = data.pages.filter((page) => page.listed).map((page) => linkFor(app, page));
  const sections = [...new Set(links.map((link) => link.page.section))].map((section) =>
    h("div", { class: "section" }, h("h2", {}, section), links.filter((link) => link.page.section === section).map((link) => link.element)),
  );
  const nav = h("nav", { "aria-label": t("pages") }, sections);
  const keys = h("button", { class: "help", title: t("keys_title"), "aria-label": t("keys_title"), onclick: () => app.showKeys() }, h("kbd", {}, "?"));
  const element = h(
    "aside",
    { class: "rail", "aria-label": "Conserje" },
    hotelButton(app),
    nav,
    h("div", { class: "rail-foot" }, languageButtons(app), keys),
    personButton(app),
  );
  return {
    element,
    draw: () => { for (const link of links) link.draw(); },
    count: () => { for (const link of links) link.count(); },
  };
}

function hotelButton(app) {
  const { data, t, menus } = app;
  const name = h("span", { class: "word" }, data.hotel.name);
  if (data.hotels.length < 2) return h("div", { class: "hotel", title: data.hotel.name }, mark(), name);
  const button = h(
    "button",
    { class: "hotel", title: data.hotel.name, "aria-haspopup": "menu", "aria-label": `${t("switch_hotel")}: ${data.hotel.name}` },
    mark(),
    name,
    icon("down"),
  );
  button.addEventListener("click", () => menus.open(button, hotelChoices(app)));
  return button;
}

export function hotelChoices(app) {
  return app.data.hotels.map((one) =>
    h(
      "button",
      { role: "menuitemradio", "aria-checked": String(one.id === app.data.hotel.id), onclick: () => (one.id === app.data.hotel.id ? app.menus.close() : app.change("hotel", one.id)) },
      icon(one.id === app.data.hotel.id ? "check" : "bed"),
      one.name,
    ),
  );
}

export function languageButtons(app) {
  const button = (code) =>
    h("button", { "aria-pressed": String(code === app.data.lang), lang: code, onclick: () => app.change("language", code) }, code.toUpperCase());
  return h("div", { class: "languages", role: "group", "aria-label": app.t("language") }, button("es"), button("en"));
}

function personButton(app) {
  const { data, t, menus } = app;
  const button = h(
    "button",
    { class: "me", title: data.me.name, "aria-haspopup": "menu", "aria-label": `${t("account")}: ${data.me.name}` },
    h("span", { class: "face", "aria-hidden": "true" }, initials(data.me.name)),
    h("span", { class: "word" }, data.me.name, h("small", {}, data.role)),
  );
  button.addEventListener("click", () => menus.open(button, account(app)));
  return button;
}

export function account(app) {
  const { data, t } = app;
  const who = h("div", { class: "who" }, data.me.name, h("small", {}, `${data.role} · ${data.hotel.name}`));
  const own = h("button", { role: "menuitem", type: "button", onclick: () => { app.menus.close(); app.tab.go("/account"); } }, icon("person"), t("my_account"));
  const out = h("button", { role: "menuitem", type: "submit" }, icon("out"), t("sign_out"));
  return [who, languageButtons(app), own, h("form", { method: "post", action: "/auth/logout" }, out)];
}

function mark() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M7.5 21.5h17M9.5 21.5a6.5 6.5 0 0 1 13 0M16 15v-3m-2 0h4");
  svg.append(path);
  return h("span", { class: "mark", "aria-hidden": "true" }, svg);
}
