// Inviting somebody, and the invitations nobody has opened yet.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";
import { showLink } from "./link.js";

const ROLES = ["reception", "manager", "viewer", "owner"];

export function invitesFor(app) {
  const { root, t, tab } = app;
  const rows = h("ul", { class: "rows" });
  const element = h("section", { class: "panel", "aria-label": t("open_invites"), hidden: true }, h("header", {}, h("h2", {}, t("open_invites")), h("p", {}, t("open_invites_why"))), rows);

  function draw(invites) {
    element.hidden = !invites.length;
    rows.replaceChildren(...invites.map((one) =>
      h("li", {}, h("div", { class: "main" }, h("b", { dir: "auto" }, one.name), h("small", {}, one.email)),
        h("div", { class: "chips" }, h("span", { class: "chip" }, one.reset ? t("new_password_link") : app.role(one.role)), h("span", { class: "chip warm" }, icon("clock"), t("expires_in", { left: tab.clock.until(one.expires) }))),
        h("div", { class: "acts" }, h("button", { class: "button small", "aria-label": `${t("revoke")}: ${one.name}`, onclick: () => revoke(one) }, t("revoke"))))));
  }

  async function invite() {
    const send = sendingFor(tab, t);
    let made = null;
    const options = ROLES.map((role) => ({ value: role, label: app.role(role), hint: t(`role_${role}_means`) }));
    const said = await ask(root, t, {
      title: t("invite_title"),
      text: t("invite_means"),
      fields: [
        { name: "name", label: t("name"), required: true, most: 80 },
        { name: "email", kind: "email", label: t("email"), hint: t("email_hint"), required: true, most: 254 },
        { name: "role", kind: "choice", label: t("role"), value: "reception", options },
      ],
      act: t("make_link"),
      send: async (values) => {
        const { answer, problem } = await send("/api/team/invites", values);
        made = answer;
        return problem;
      },
    });
    app.look();
    if (said) showLink(app, { link: made.link, title: t("link_title", { name: said.name }), words: t("invite_words", { hotel: app.data.hotel.name }) });
  }

  function revoke(one) {
    const send = sendingFor(tab, t);
    return ask(root, t, { title: t("revoke_title", { name: one.name }), text: t("revoke_means"), act: t("revoke"), look: "harm", send: async () => {
      const { problem } = await send(`/api/team/invites/${one.id}/revoke`);
      app.look();
      return problem;
    } });
  }

  return { element, draw, invite };
}
