// What the hotel asks of everybody's way in: who needs a second factor, how long a password may stay.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";

const ROLES = ["owner", "manager", "reception", "viewer"];

export function rulesFor(app) {
  const { root, t, tab } = app;
  const said = h("div", { class: "inside" });
  const change = h("button", { class: "button small", onclick: () => edit() }, icon("edit"), t("change"));
  const element = h("section", { class: "panel", "aria-label": t("rules") }, h("header", {}, h("h2", {}, t("rules")), change, h("p", {}, t("rules_why"))), said);
  let rules = { rotate_days: 0, second_factor_for: [] };

  function draw(found) {
    rules = found;
    const roles = rules.second_factor_for.map(app.role).join(", ");
    said.replaceChildren(
      h("p", {}, h("b", {}, t("factor_rule")), " ", roles || t("nobody_must")),
      h("p", {}, h("b", {}, t("rotate_rule")), " ", rules.rotate_days ? t("every_days", { n: rules.rotate_days }) : t("never_rotate")));
  }

  function edit() {
    const send = sendingFor(tab, t);
    return ask(root, t, {
      title: t("rules"),
      text: t("rules_means"),
      fields: [
        { name: "second_factor_for", kind: "checks", label: t("factor_rule"), value: rules.second_factor_for, options: ROLES.map((role) => ({ value: role, label: app.role(role) })) },
        { name: "rotate_days", kind: "select", label: t("rotate_rule"), value: String(rules.rotate_days), options: [0, 90, 180, 365].map((days) => ({ value: String(days), label: days ? t("every_days", { n: days }) : t("never_rotate") })) },
      ],
      act: t("save"),
      send: async (values) => {
        const { problem } = await send("/api/team/rules", { ...values, rotate_days: Number(values.rotate_days) });
        app.look();
        return problem;
      },
    });
  }

  return { element, draw };
}
