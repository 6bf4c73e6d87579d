// What a message holds, kind by kind. Unknown kinds show their words, or say that there is something we cannot show.
import { h, icon } from "../dom.js";
import { audio, fileCard, picture, video } from "./attachments.js";
import { isVisible, phoneWords } from "../people.js";

const LONG = 900;
const LINES = 14;
const LINK = /https?:\/\/[^\s<>"'«»]+[^\s<>"'«».,;:!?)\]]/g;

export function contentOf(line, app) {
  const { t } = app;
  if (line.deleted) return [h("p", { class: "gone" }, icon("block"), t("deleted"))];
  const draw = DRAWN[line.content.kind === "file" ? "file" : line.kind] || DRAWN[line.content.kind] || plain;
  return draw(line, app).filter(Boolean);
}

function plain(line, app) {
  if (isVisible(line.text)) return [words(line.text, app)];
  return [h("p", { class: "gone" }, app.t(line.text ? "blank" : "kind_other"))];
}

const DRAWN = {
  text: plain,
  voice: (line, app) => [attached(line, app, audio), transcript(line, app)],
  audio: (line, app) => [attached(line, app, audio), transcript(line, app)],
  image: (line, app) => [attached(line, app, picture), caption(line, app)],
  sticker: (line, app) => [attached(line, app, picture)],
  video: (line, app) => [attached(line, app, video), caption(line, app)],
  document: (line, app) => [attached(line, app, fileCard), caption(line, app)],
  file: (line, app) => [attached(line, app, { image: picture, sticker: picture, voice: audio, audio, video }[line.content.form] || fileCard), line.content.transcript ? transcript(line, app) : line.content.caption ? words(line.content.caption, app) : null],
  location: (line, app) => [place(line.content.place, app)],
  place: (line, app) => [place(line.content.place, app)],
  contacts: (line, app) => (line.content.cards || []).map((card) => contact(card.name, card.phones || [], app)),
  contact: (line, app) => [contact(line.content.name, [line.content.phone], app)],
  button: chosen,
  list_choice: chosen,
  template_button: chosen,
  buttons: (line, app) => [heading(line, app), words(line.content.body || line.text, app), footnote(line), options(line.content.options)],
  menu: (line, app) => [heading(line, app), words(line.content.body || line.text, app), footnote(line), menu(line.content)],
  link: (line, app) => [heading(line, app), words(line.content.body || line.text, app), footnote(line), linkButton(line.content)],
  ask_place: (line, app) => [words(line.text, app), hint("pin", app.t("asks_place"))],
  ask_contact: (line, app) => [words(line.text, app), hint("card", app.t("asks_contact"))],
  form: (line, app) => (line.direction === "in" ? answers(line, app) : [words(line.text, app), hint("list", line.content.label || app.t("opens_form"))]),
  template: (line, app) => [hint("file", line.content.name ? app.t("template_named", { name: line.content.name }) : app.t("kind_template")), line.text ? words(line.text, app) : null],
  order: (line, app) => [hint("list", app.t("kind_order")), orderLines(line, app), caption(line, app)],
  unsupported: (line, app) => [h("p", { class: "gone" }, icon("info"), app.t("kind_unsupported")), caption(line, app), h("p", { class: "small" }, app.t("unsupported_hint"))],
};

// Long texts are folded; links can be followed; everything else is text as it was written.
export function words(text, app) {
  const { t } = app;
  const long = text.length > LONG || text.split("\n").length > LINES;
  const body = h("p", { class: `words ${long ? "folded" : ""}`, dir: "auto" }, linked(text));
  if (!long) return body;
  const more = h("button", { class: "fold", "aria-expanded": "false" }, t("show_more"));
  more.addEventListener("click", () => {
    const folded = body.classList.toggle("folded");
    more.textContent = t(folded ? "show_more" : "show_less");
    more.setAttribute("aria-expanded", String(!folded));
  });
  return h("div", {}, body, more);
}

function linked(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(from, found.index), h("a", { href: found[0], target: "_blank", rel: "noopener noreferrer nofollow" }, found[0]));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

// What was said, beside the voice that said it; or why nobody knows. The words are a machine's: the voice decides.
function transcript(line, app) {
  const { t } = app;
  const { hearing, transcript: heard } = line.content;
  if (hearing) return h("p", { class: `gone ${hearing === "awaited" ? "waiting" : ""}` }, icon(hearing === "awaited" ? "clock" : "info"), t(`hearing_${hearing}`));
  if (!line.text) return null;
  return h("div", { class: "transcript" }, heard ? hint("list", t(line.direction === "in" ? "transcript" : "read_aloud")) : null, words(line.text, app));
}

function attached(line, app, draw) {
  if (line.file) return draw(line, app);
  if (line.trouble) return h("p", { class: "gone" }, icon("alert"), `${app.t("lost")}: ${app.t(`kind_${line.kind}`)}`);
  return h("p", { class: "gone waiting" }, icon("clock"), app.t("fetching"));
}

const caption = (line, app) => (line.text ? words(line.text, app) : null);
const hint = (name, text) => h("p", { class: "hint" }, icon(name), text);

function heading(line, app) {
  if (line.file && (line.content.header_media || line.content.badge)) return picture(line, app);
  return line.content.header ? h("p", { class: "heading", dir: "auto" }, line.content.header) : null;
}

const footnote = (line) => (line.content.footer ? h("p", { class: "small", dir: "auto" }, line.content.footer) : null);

function chosen(line, app) {
  const description = line.content.extra?.description;
  return [hint("check", app.t("kind_button")), words(line.text || line.content.choice || "", app), description ? h("p", { class: "small", dir: "auto" }, description) : null];
}

function place(found, app) {
  if (!found) return h("p", { class: "gone" }, app.t("kind_location"));
  const at = `${Number(found.latitude)},${Number(found.longitude)}`;
  const named = [found.name, found.address].filter(Boolean);
  return h(
    "a",
    { class: "card", href: `https://www.openstreetmap.org/?mlat=${Number(found.latitude)}&mlon=${Number(found.longitude)}#map=16/${at.replace(",", "/")}`, target: "_blank", rel: "noopener noreferrer" },
    h("span", { class: "sign" }, icon("pin")),
    h("span", {}, h("b", { dir: "auto" }, named[0] || app.t("kind_location")), h("small", { dir: "auto" }, named[1] || at), h("em", {}, app.t("open_map"))),
  );
}

function contact(name, phones, app) {
  const numbers = phones.filter(Boolean).map((number) => h("small", {}, phoneWords(String(number))));
  return h("div", { class: "card" }, h("span", { class: "sign" }, icon("card")), h("span", {}, h("b", { dir: "auto" }, name || app.t("kind_contact")), numbers));
}

const options = (list) => h("div", { class: "options" }, (list || []).map((option) => h("span", { dir: "auto" }, option.title)));

function menu(content) {
  const rows = (content.sections || []).flatMap((section) => [
    section.title ? h("b", { dir: "auto" }, section.title) : null,
    ...(section.options || []).map((option) => h("span", { dir: "auto" }, option.title, option.description ? h("small", {}, option.description) : null)),
  ]);
  return h("details", { class: "menu-options" }, h("summary", {}, icon("list"), content.label || ""), rows);
}

function linkButton(content) {
  const safe = /^https?:\/\//.test(content.url || "");
  const inside = [icon("link"), content.label || content.url || ""];
  return h("div", { class: "options" }, safe ? h("a", { href: content.url, target: "_blank", rel: "noopener noreferrer" }, inside) : h("span", {}, inside));
}

function answers(line, app) {
  const given = Object.entries(line.content.extra?.answers || {});
  const rows = given.map(([question, answer]) => [h("dt", {}, question), h("dd", { dir: "auto" }, typeof answer === "string" ? answer : JSON.stringify(answer))]);
  return [hint("list", app.t("kind_form")), rows.length ? h("dl", { class: "answers" }, rows) : caption(line, app)];
}

function orderLines(line, app) {
  const items = line.content.extra?.items || [];
  return h("ul", { class: "order" }, items.map((item) => h("li", {}, app.t("order_line", { quantity: item.quantity ?? 1, product: item.product ?? "?" }))));
}
