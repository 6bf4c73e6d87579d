// WhatsApp's small markup: *bold*, _italic_, ~struck~, `code`, and links. Made of nodes, never of markup.

import { el } from "./dom.js";

const MARK = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|\*([^*\n]+)\*|_([^_\n]+)_|~([^~\n]+)~|```([^`]+)```|`([^`\n]+)`/gu;

export function rich(text) {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(MARK)) {
    const inWord = /[\p{L}\p{N}]/u.test(text[found.index - 1] ?? "") && !found[1];
    if (inWord) continue;
    if (found.index > at) nodes.push(text.slice(at, found.index));
    nodes.push(marked(found));
    at = found.index + found[0].length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

function marked([, link, bold, italic, struck, block, code]) {
  if (link) return el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, link);
  if (bold) return el("strong", {}, bold);
  if (italic) return el("em", {}, italic);
  if (struck) return el("s", {}, struck);
  return el("code", {}, block ?? code);
}
