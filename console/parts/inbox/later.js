// Replies for a chosen moment: how one is planned, and how those that wait or were withheld stand in the thread.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { momentFields } from "./moment.js";

export async function planReply(app, words) {
  const { t } = app;
  const id = app.current;
  return question(app, { title: t("later_title"), words, path: `/api/conversations/${id}/later`, name: `later:${id}` });
}

// Resolves with what was planned, or with null; the words are asked for again, so that they can still be mended.
async function question(app, { title, words, path, name }) {
  const { t, tab } = app;
  const conversation = app.current;
  const fields = [{ name: "body", kind: "area", label: t("later_words"), value: words, required: true, most: app.data.limit, focus: false }, ...momentFields(app, t("later_when"))];
  const send = (said) => tab.act({ name, lane: `conversation:${conversation}`, conversation, path, body: said }, { quietly: true }).then(() => "", (trouble) => tab.refusal(trouble));
  const said = await ask(app.root, t, { title, text: t("later_text"), fields, act: t("later_act"), send });
  if (said) tab.toast(t("later_done"));
  return said;
}

export function laterElement(app, one) {
  const { t, clock, tab } = app;
  const withheld = one.state === "withheld";
  const act = (verb) => tab.act({ name: `${verb}:later:${one.id}`, lane: `conversation:${app.current}`, conversation: app.current, path: `/api/later/${one.id}/${verb}` }).catch(() => null);
  const edit = () => question(app, { title: t("later_change"), words: one.words, path: `/api/later/${one.id}/change`, name: `change:later:${one.id}` });
  const button = (sign, word, onclick) => h("button", { class: "button small quiet", type: "button", onclick }, icon(sign), t(word));
  const acts = app.may("reply") ? h("p", { class: "later-acts" }, button("forward", "later_now", () => act("send")), button("edit", "later_edit", edit), button("close", "later_cancel", () => act("cancel"))) : null;
  const when = withheld ? h("p", { class: "trouble" }, icon("alert"), t(`withheld_${one.why}`)) : h("p", { class: "later-when" }, icon("clock"), t("later_goes", { time: clock.when(one.due) }));
  const by = h("p", { class: "by" }, icon("person"), one.staff === app.me.name ? t("you") : one.staff);
  return h("div", { class: "message ours staff later", dataset: { later: String(one.id) } }, h("div", { class: "bubble" }, by, h("div", { class: "words", dir: "auto" }, one.words)), when, acts);
}
