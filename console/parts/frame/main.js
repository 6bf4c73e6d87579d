// The bar on top: which hotel, which screen, which language, who. It also watches over the session.
import { h, icon, initials } from "../dom.js";
import { watch } from "./watch.js";

export function mount(root, wanted) {
  const place = root.querySelector(".root");
  let watching = null;
  let menu = null;
  let { data, tell } = wanted;

  function update(next) {
    ({ data, tell } = next);
    if (data.gone) {
      leave(data.gone);
      return;
    }
    document.documentElement.lang = data.lang;
    watching ??= watch(data, leave);
    draw();
  }

  function draw() {
    closeMenu();
    place.replaceChildren(
      h("header", { class: "bar" }, mark(), hotel(), pages(), h("div", { class: "space" }), languages(), me()),
    );
  }

  function hotel() {
    const name = h("span", {}, data.hotel.name);
    if (data.hotels.length < 2) return h("div", { class: "hotel" }, name);
    const button = h(
      "button",
      { class: "hotel", "aria-haspopup": "menu", "aria-label": `${data.words.switch_hotel}: ${data.hotel.name}` },
      name,
      icon("down"),
    );
    button.addEventListener("click", () => openMenu(button, hotelChoices()));
    return button;
  }

  function hotelChoices() {
    return data.hotels.map((one) =>
      h(
        "button",
        { role: "menuitemradio", "aria-checked": String(one.id === data.hotel.id), onclick: () => change("hotel", one.id) },
        icon(one.id === data.hotel.id ? "check" : "bed"),
        one.name,
      ),
    );
  }

  function pages() {
    if (data.pages.length < 2) return null;
    const links = data.pages.map((page) =>
      h("a", { href: `/${page.path}`, "aria-current": page.path === data.at ? "page" : null }, page.title),
    );
    return h("nav", { "aria-label": data.words.pages }, links);
  }

  function languages() {
    const button = (code) =>
      h("button", { "aria-pressed": String(code === data.lang), lang: code, onclick: () => change("language", code) }, code.toUpperCase());
    return h("div", { class: "languages", role: "group", "aria-label": data.words.language }, button("es"), button("en"));
  }

  function me() {
    const button = h(
      "button",
      { class: "me", "aria-haspopup": "menu", "aria-label": `${data.words.account}: ${data.me.name}` },
      h("span", { class: "face", "aria-hidden": "true" }, initials(data.me.name)),
      h("span", { class: "name" }, data.me.name),
    );
    button.addEventListener("click", () => openMenu(button, account(), true));
    return button;
  }

  function account() {
    const who = h("div", { class: "who" }, data.me.name, h("small", {}, `${data.me.role} · ${data.hotel.name}`));
    const out = h("button", { role: "menuitem", type: "submit" }, icon("out"), data.words.sign_out);
    return [who, languages(), h("form", { method: "post", action: "/auth/logout" }, out)];
  }

  function openMenu(button, content, right = false) {
    if (menu) return closeMenu();
    menu = h("div", { class: "menu", role: "menu" }, content);
    const box = button.getBoundingClientRect();
    if (right) menu.style.right = `${Math.max(8, innerWidth - box.right)}px`;
    else menu.style.left = `${Math.max(8, box.left)}px`;
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); closeMenu(); button.focus(); }
    });
    place.append(menu);
    menu.querySelector("button")?.focus({ preventScroll: true });
    setTimeout(() => document.addEventListener("click", outside), 0);
  }

  function outside(event) {
    if (!menu || event.composedPath().includes(menu)) return;
    closeMenu();
  }

  function closeMenu() {
    menu?.remove();
    menu = null;
    document.removeEventListener("click", outside);
  }

  async function change(what, value) {
    const answer = await fetch(`/auth/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ [what]: value }),
    }).catch(() => null);
    if (!answer?.ok) return closeMenu();
    watching.say({ kind: "reload" });
    if (what === "hotel") location.assign("/");
    else location.reload();
  }

  update(wanted);
  return { update, end: () => { closeMenu(); watching?.end(); } };
}

function leave(why) {
  const next = encodeURIComponent(location.pathname + location.search);
  const reason = why && why !== "unknown" ? `&why=${why}` : "";
  location.replace(`/auth/login?next=${next}${reason}`);
}

function mark() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M7.5 21.5h17M9.5 21.5a6.5 6.5 0 0 1 13 0M16 15v-3m-2 0h4");
  svg.append(path);
  return h("span", { class: "mark", "aria-hidden": "true" }, svg);
}
