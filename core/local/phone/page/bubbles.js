// One message, drawn as the bubble a guest would see.

import { el, icon, iconButton, ticks } from "./dom.js";
import { hour } from "./formats.js";
import { player } from "./player.js";
import { rich } from "./rich.js";
import { say } from "./words.js";

/** A line of words that stands for a message in quotes and lists. */
export function gist(message) {
  const content = message.content ?? {};
  if (message.deleted) return say("deleted");
  if (message.kind === "text") return content.body;
  if (message.kind === "interactive") return content.body?.text ?? content.button_reply?.title ?? content.list_reply?.title ?? "…";
  if (message.kind === "template") return message.shown.body ?? content.name;
  if (message.kind === "button") return content.text;
  const names = { image: "photo", audio: "voice", document: "document", location: "location", contacts: "contact", sticker: "sticker", video: "video" };
  return content.caption || content.filename || say(names[message.kind] ?? message.kind);
}

/** `phone` gives: guest, find(id), menu(message), choose(message), tap(message, choice), ask(message, what), played(message), hotelName. */
export function bubble(message, phone) {
  const side = message.from_guest ? "mine" : "theirs";
  const parts = message.deleted ? [el("p", { className: "faded" }, icon("block"), say("deleted"))] : body(message, phone);
  const bare = message.kind === "sticker" && !message.deleted;
  const reactions = [message.guest_reaction, message.hotel_reaction].filter(Boolean);
  const box = el("div", { className: `bubble ${side}${bare ? " bare" : ""}` },
    message.quoted && !message.deleted ? quote(message, phone) : null,
    parts,
    el("span", { className: "meta" }, message.echo ? el("span", { className: "echo" }, say("fromApp")) : null,
      message.edited && !message.deleted ? el("span", {}, say("edited")) : null, el("time", {}, hour(message.at, phone.guest)),
      message.from_guest ? ticks(message.status, say(`status_${message.status}`)) : null),
    message.deleted ? null : iconButton("down", say("messageMenu"), () => phone.menu(message), "open-menu"),
    reactions.length ? el("span", { className: "reactions" }, reactions.join(" ")) : null);
  box.style.setProperty("--meta", `${metaWidth(message)}px`);
  const below = message.deleted ? [] : buttons(message, phone);
  return el("li", { className: `row ${side}`, "data-id": message.id }, el("div", { className: "stack" }, box, below));
}

/** Room for the time beside the last word, so that short messages stay on one line. */
function metaWidth(message) {
  const beside = [message.edited && say("edited"), message.echo && say("fromApp")].filter(Boolean);
  return 46 + (message.from_guest ? 23 : 0) + beside.reduce((sum, text) => sum + 6.2 * text.length + 6, 0);
}

export function failure(message) {
  return el("li", { className: "note trouble", "data-id": message.id }, `${say("notArrived")}: ${message.failure}`);
}

function body(message, phone) {
  const content = message.content ?? {};
  switch (message.kind) {
    case "text": return [words(content.body)];
    case "interactive": return interactive(message, content);
    case "template": return [header(message.shown.header, message.media), words(message.shown.body ?? content.name), footer(message.shown.footer)];
    case "button": return [words(content.text)];
    case "location": return [place(content)];
    case "contacts": return content.map(card);
    case "audio": return [message.media?.src ? player(message, () => phone.played(message)) : lost("mic", message)];
    case "image": case "sticker": case "video": case "document": return [file(message.media, message.kind), content.caption ? words(content.caption) : null];
    default: return [el("p", { className: "faded" }, message.kind)];
  }
}

function interactive(message, content) {
  const reply = content.button_reply ?? content.list_reply;
  if (reply) return [words(reply.title), reply.description ? el("p", { className: "small" }, reply.description) : null];
  if (content.nfm_reply) return [words(content.nfm_reply.body ?? content.nfm_reply.name), el("code", { className: "block" }, content.nfm_reply.response_json)];
  return [header(content.header, message.media), words(content.body?.text ?? ""), footer(content.footer?.text)];
}

const words = (text) => el("p", { className: "words" }, rich(text));
const footer = (text) => (text ? el("p", { className: "small" }, text) : null);

function header(given, media) {
  if (!given?.type) return null;
  return given.type === "text" ? el("p", { className: "head" }, given.text) : file(media, given.type);
}

function file(media, kind) {
  const address = media?.src || (media?.link?.startsWith("https://") ? media.link : "");
  if (!address) return lost(kind === "document" ? "paper" : "photo", { kind });
  if (kind === "video") return el("video", { src: address, controls: true, preload: "metadata", className: "picture" });
  if (kind === "document") return paper(media, address);
  const picture = el("img", { src: address, alt: say(kind === "sticker" ? "sticker" : "photo"), className: kind === "sticker" ? "sticker" : "picture", loading: "lazy" });
  picture.addEventListener("error", () => picture.replaceWith(lost("photo", { kind })));
  return kind === "sticker" ? picture : el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, picture);
}

const lost = (name, message) => el("p", { className: "lost" }, icon(name), `${gist({ ...message, content: {} })} · ${say("noFile")}`);

function paper(media, address) {
  const size = media.size ? `${Math.max(1, Math.round(media.size / 1024))} KB` : "";
  const kind = (media.name.split(".").pop() || "").slice(0, 4).toUpperCase();
  return el("a", { className: "paper", href: address, target: "_blank", rel: "noopener noreferrer" }, icon("paper"),
    el("span", {}, el("b", {}, media.name || "Untitled"), el("span", { className: "small" }, [kind, size].filter(Boolean).join(" · "))));
}

function place(content) {
  const where = `${Number(content.latitude).toFixed(4)}, ${Number(content.longitude).toFixed(4)}`;
  return el("div", { className: "place" }, el("div", { className: "map" }, icon("pin")),
    content.name ? el("b", {}, content.name) : null, content.name && content.address ? el("span", { className: "small" }, content.address) : null, el("span", { className: "small" }, where));
}

function card(contact) {
  return el("div", { className: "card" }, el("span", { className: "avatar small-avatar" }, icon("person")),
    el("span", {}, el("b", {}, contact.name?.formatted_name ?? ""), ...(contact.phones ?? []).map((one) => el("span", { className: "small" }, one.phone))));
}

function quote(message, phone) {
  const original = phone.find(message.quoted);
  if (!original) return null;
  const author = original.from_guest ? say("you") : phone.hotelName;
  return el("div", { className: "quote" }, el("b", {}, author), el("span", {}, gist(original)));
}

function buttons(message, phone) {
  if (message.from_guest) return [];
  const action = message.kind === "interactive" ? message.content.action ?? {} : {};
  const kind = message.content?.type;
  const made = [];
  const add = (label, act, name) => made.push(el("button", { type: "button", className: "choice", onclick: act }, name ? icon(name) : null, label));
  if (message.kind === "template") {
    for (const button of message.shown.buttons ?? []) {
      if (button.type === "QUICK_REPLY") add(button.text, () => phone.tap(message, button.payload), "reply");
      else if (button.url) made.push(linkButton(button.url, button.text));
      else add(button.text, () => {}, "person");
    }
  } else if (kind === "button") action.buttons.forEach((one) => add(one.reply.title, () => phone.tap(message, one.reply.id), "reply"));
  else if (kind === "list") add(action.button, () => phone.choose(message), "list");
  else if (kind === "cta_url") made.push(linkButton(action.parameters.url, action.parameters.display_text));
  else if (kind === "location_request_message") add(say("shareLocation"), () => phone.ask(message, "location"), "pin");
  else if (kind === "request_contact_info") add(say("shareContact"), () => phone.ask(message, "contact"), "person");
  else if (kind === "flow") add(action.parameters.flow_cta, () => phone.ask(message, "flow"), "paper");
  return made.length ? [el("div", { className: "choices" }, made)] : [];
}

const linkButton = (url, label) => el("a", { className: "choice", href: url, target: "_blank", rel: "noopener noreferrer" }, icon("out"), label);
