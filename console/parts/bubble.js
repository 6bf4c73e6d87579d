// What a guest will read, drawn as the thread of a conversation draws the house's lines.
import { h } from "./dom.js";
import { contentOf, words } from "./inbox/content.js";

export const bubbleOf = (app, text) => h("div", { class: "bubble-line ours" }, h("div", { class: "bubble" }, words(text, app)));

export const lineOf = (app, line) => h("div", { class: `bubble-line ${line.direction === "in" ? "theirs" : "ours"}` }, h("div", { class: "bubble" }, contentOf(line, app)));

export const guestBubble = (app, text) => h("div", { class: "bubble-line theirs" }, h("div", { class: "bubble" }, words(text, app)));
