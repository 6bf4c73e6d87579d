// Photos of one thing: added by choosing or dropping files, looked at, put in order, named in three languages, taken
// away. Each file says what became of it; one that is no picture is refused in plain words.
import { ask } from "./ask.js";
import { newToken } from "./deeds.js";
import { h, icon } from "./dom.js";
import { openDrawer } from "./drawer.js";
import { languageMarks, textsFor } from "./texts.js";

// Said before it is sent: a server that has read enough hangs up, and a browser calls that a broken line.
export const tooLarge = (t, file, most) => (file && file.size > most ? t("error_picture_too_large", { most: most / 1024 / 1024 }) : "");

// limits: { bytes, photos, caption }
export function photoRow(app, { of, name, photos, limits, mayEdit, look }) {
  const { root, t, tab } = app;
  const file = h("input", { type: "file", accept: "image/jpeg,image/png", multiple: true, class: "sr", tabindex: "-1", "aria-hidden": "true" });
  const add = mayEdit ? h("button", { class: "add-photo", type: "button", onclick: () => file.click() }, icon("plus"), h("span", {}, t("add_photo")), h("small", {}, t("or_drop"))) : null;
  const notes = notesOf(app, of);
  const strip = h("div", { class: "strip" }, photos.map(tile), add);
  const element = h("section", { class: "photo-row" }, h("header", {}, h("h3", { dir: "auto" }, name), h("span", { class: "count-of" }, String(photos.length))), strip, notes, file);
  file.addEventListener("change", () => { take([...file.files]); file.value = ""; });
  if (mayEdit) {
    element.addEventListener("dragover", (event) => { event.preventDefault(); element.classList.add("over"); });
    element.addEventListener("dragleave", (event) => { if (!element.contains(event.relatedTarget)) element.classList.remove("over"); });
    element.addEventListener("drop", (event) => { event.preventDefault(); element.classList.remove("over"); take([...event.dataTransfer.files]); });
  }

  function tile(photo, place) {
    const words = photo.captions[tab.lang] || photo.captions.es || "";
    const button = (sign, label, act, off = false) => h("button", { class: "button small quiet icon-only", type: "button", "aria-label": `${label}: ${words || name}`, title: label, disabled: off, onclick: act }, icon(sign));
    const tools = mayEdit ? h("div", { class: "photo-tools" }, button("back", t("earlier"), () => move(place, -1), place === 0), button("next", t("later"), () => move(place, 1), place === photos.length - 1), button("edit", t("caption"), () => caption(photo)), button("close", t("take_away"), () => remove(photo))) : null;
    return h("figure", { class: "photo" }, h("img", { src: `/api/media/${photo.media}`, alt: words || name, loading: "lazy" }), h("figcaption", {}, h("span", { dir: "auto" }, words || t("no_caption")), languageMarks(t, photo.captions)), tools);
  }

  async function take(files) {
    for (const one of files) await send(one);
    look();
  }

  async function send(one) {
    const line = h("p", {}, icon("clock"), t("photo_going", { file: one.name }));
    notes.append(line);
    const say = (sign, words, bad) => { line.className = bad ? "bad" : "good"; line.replaceChildren(icon(sign), words); if (!bad) setTimeout(() => line.remove(), 4000); };
    const large = tooLarge(t, one, limits.bytes);
    if (large) { say("alert", `${one.name}: ${large}`, true); return; }
    const token = newToken();
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        await tab.wire.send(`/api/photos?${new URLSearchParams({ of, token })}`, one);
        say("check", t("photo_there", { file: one.name }), false);
        return;
      } catch (trouble) {
        if (trouble.kind === "refused") { say("alert", `${one.name}: ${tab.refusal(trouble)}`, true); return; }
        await new Promise((resolve) => { setTimeout(resolve, 1500); });
      }
    }
    say("alert", `${one.name}: ${t("error_reconnecting")}`, true);
  }

  function move(place, step) {
    const order = photos.map((photo) => photo.id);
    [order[place], order[place + step]] = [order[place + step], order[place]];
    tab.act({ name: `photos-order:${of}`, lane: `photos:${of}`, path: "/api/photos/order", body: { of, order } }).then(look, look);
  }

  async function remove(photo) {
    const sure = await ask(root, t, { title: t("photo_away"), text: t("photo_away_text"), act: t("take_away"), look: "harm" });
    if (sure) tab.act({ name: `photo-away:${photo.id}`, lane: `photos:${of}`, path: `/api/photos/${photo.id}/remove` }).then(look, look);
  }

  function caption(photo) {
    const drawer = openDrawer(root, t, { title: t("caption"), look: "broad" });
    const texts = textsFor(t, { label: t("caption_why"), values: photo.captions, most: limits.caption, rows: 3 });
    const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    const form = h("form", { class: "editing", novalidate: true }, h("img", { class: "large", src: `/api/media/${photo.media}`, alt: "" }), texts.element, trouble, h("footer", {}, h("button", { class: "button primary", type: "submit" }, t("save"))));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!texts.fits()) { texts.wrongOne()?.focus(); return; }
      try {
        await tab.act({ name: `caption:${photo.id}`, lane: `photos:${of}`, path: `/api/photos/${photo.id}/caption`, body: { captions: texts.value() } }, { quietly: true });
        drawer.close();
        look();
      } catch (refused) {
        trouble.textContent = tab.refusal(refused);
        trouble.hidden = false;
      }
    });
    drawer.body.append(form);
    texts.focus(tab.lang);
  }

  return element;
}

// What was said of files outlives a new drawing of their row.
function notesOf(app, of) {
  app.photoNotes ??= new Map();
  if (!app.photoNotes.has(of)) app.photoNotes.set(of, h("div", { class: "photo-notes", role: "status" }));
  return app.photoNotes.get(of);
}
