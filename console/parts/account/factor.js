// The second factor: set up by a telephone that reads a picture and proves itself, with ten codes of paper for bad days.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { sendingFor, whyNot } from "../sending.js";

const SVG = "http://www.w3.org/2000/svg";

export function factorFor(app) {
  const { root, t, tab } = app;
  const state = h("div", { class: "inside" });
  const element = h("section", { class: "panel factor", "aria-label": t("factor") }, h("header", {}, h("h2", {}, t("factor")), h("p", {}, t("factor_why"))), state);

  function draw(me) {
    const chip = h("span", { class: `chip ${me.factor ? "good" : me.factor_needed ? "bad" : ""}` }, icon(me.factor ? "shield" : "key"), t(me.factor ? "factor_on" : "factor_off"));
    const left = me.factor ? h("span", { class: me.codes_left < 3 ? "chip warm" : "quiet-words" }, t("codes_left", { n: me.codes_left })) : null;
    const acts = me.factor
      ? [button("retry", "factor_anew", setUp), button("note", "new_codes", newCodes), me.factor_needed ? null : button("block", "factor_drop", drop)]
      : [h("button", { class: "button primary", onclick: setUp }, icon("shield"), t("factor_set_up"))];
    state.replaceChildren(h("div", { class: "chips" }, chip, left), h("div", { class: "acts" }, acts.filter(Boolean)));
  }

  const button = (sign, word, act) => h("button", { class: "button small", onclick: act }, icon(sign), t(word));

  // Says the password again, then does what the path names; answers what came back, or null.
  async function proved(title, text, path, look = "") {
    const send = sendingFor(tab, t);
    let found = null;
    await ask(root, t, { title, text, look, fields: [{ name: "password", kind: "password", label: t("your_password"), required: true, most: 1024, autocomplete: "current-password" }], act: t("go_on"), send: async (said) => {
      const { answer, problem } = await send(path, said);
      if (answer?.done) found = answer;
      return problem || whyNot(t, answer);
    } });
    app.look();
    return found;
  }

  async function setUp() {
    const made = await proved(t("factor_set_up"), t("factor_password"), "/api/account/factor");
    if (!made) return;
    const send = sendingFor(tab, t);
    let [proven, codes] = [false, null];
    await ask(root, t, {
      title: t("factor_scan"),
      text: t("factor_scan_how"),
      content: h("div", { class: "scan" }, picture(made), h("p", { class: "by-hand" }, h("small", {}, t("by_hand")), made.secret.replace(/(.{4})(?=.)/g, "$1 "))),
      fields: [{ name: "code", label: t("code"), required: true, most: 9, autocomplete: "one-time-code", plain: true }],
      act: t("factor_prove"),
      send: async (said) => {
        const { answer, problem } = await send("/api/account/factor/prove", said);
        proven = Boolean(answer);
        codes = answer?.codes ?? null;
        return problem;
      },
    });
    app.look();
    if (proven) showCodes(codes);
  }

  async function newCodes() {
    const made = await proved(t("new_codes"), t("new_codes_means"), "/api/account/codes");
    if (made) showCodes(made.codes);
  }

  const drop = async () => { if (await proved(t("factor_drop"), t("factor_drop_means"), "/api/account/factor/drop", "harm")) tab.toast(t("factor_dropped")); };

  // Where the line broke after the deed and before its answer there is nothing to show: what was told is kept nowhere.
  function showCodes(codes) {
    if (!codes) return ask(root, t, { title: t("codes"), text: t("codes_unseen"), act: t("new_codes") }).then((said) => { if (said) newCodes(); });
    const copy = h("button", { class: "button small", type: "button", onclick: () => navigator.clipboard?.writeText(codes.join("\n")).then(() => tab.toast(t("copied")), () => null) }, icon("copy"), t("copy_codes"));
    return ask(root, t, { title: t("codes"), text: t("codes_means"), content: h("div", { class: "scan" }, h("ol", { class: "recovery" }, codes.map((code) => h("li", {}, code))), copy), act: t("codes_kept") });
  }

  function picture({ wide, path }) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${wide} ${wide}`);
    svg.setAttribute("class", "qr");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", t("qr_label"));
    const dark = document.createElementNS(SVG, "path");
    dark.setAttribute("d", path);
    svg.append(dark);
    return svg;
  }

  return { element, draw };
}
