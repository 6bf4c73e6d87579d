// What a hotel sees before anybody has written, and what everybody sees before a conversation is chosen.
import { h, icon } from "../dom.js";

export function welcome({ t, data }) {
  const link = { class: "button primary", href: data.phone, target: "_blank", rel: "noopener" };
  const phone = data.phone ? h("a", link, icon("phone"), t("empty_try")) : null;
  return [h("h2", {}, t("empty_title")), h("p", {}, t("empty_text")), phone].filter(Boolean);
}

export function invitation(app, isEmpty) {
  const { t } = app;
  if (isEmpty) return [icon("chat"), ...welcome(app)];
  return [icon("inbox"), h("h2", {}, t("pick_title")), h("p", {}, t("pick_text"))];
}
