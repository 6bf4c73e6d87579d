// The weekly digest: when it comes, who gets it, in which way I do, and how last week's reads.
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";
import { everyHour, onTheHour, settlingFor } from "./settling.js";

const MONDAY = new Date(Date.UTC(2024, 0, 1));
const DAY_MS = 86_400_000;

export function digestFor(app) {
  const { t, tab } = app;
  const weekdays = new Intl.DateTimeFormat(tab.lang === "en" ? "en-GB" : "es-AR", { weekday: "long", timeZone: "UTC" });
  const weekday = (number) => weekdays.format(new Date(MONDAY.getTime() + number * DAY_MS));
  const settle = settlingFor(app);
  const when = h("section", { class: "panel", "aria-label": t("digest_when") });
  const mine = h("section", { class: "panel", "aria-label": t("digest_mine") });
  const preview = h("section", { class: "panel digest-preview", "aria-label": t("digest_preview") });
  const element = h("section", { class: "digest-part", "aria-label": t("digest") }, h("h2", {}, t("digest")), h("p", { class: "small" }, t("digest_why")), h("div", { class: "digest-pair" }, mine, when), preview);
  const moment = (at) => tab.clock.briefDayTime(at);
  let found = null;
  let drawn = "";

  async function refetch() {
    found = await tab.wire.get("/api/reviews/digest");
    tab.clock.serverSaid(found.now);
    const { now, ...rest } = found;
    const said = JSON.stringify(rest);
    if (said === drawn) return;
    drawn = said;
    drawWhen();
    drawMine();
    drawPreview();
  }

  function drawWhen() {
    const edit = tab.may("set_reviews") ? h("button", { class: "button small", onclick: changeHour }, icon("edit"), t("digest_change")) : null;
    const rows = found.readers.map((one) => h("li", {}, h("b", { dir: "auto" }, one.name), h("small", {}, icon(one.way === "email" ? "mail" : "phone"), one.way === "email" ? t("digest_by_email") : t("digest_by_phone", { tail: one.tail })), one.me ? h("span", { class: "chip staff" }, t("digest_me")) : null));
    when.replaceChildren(...[
      h("header", {}, h("h3", {}, t("digest_when")), ...[edit].filter(Boolean)),
      h("p", {}, t("digest_hour", { weekday: weekday(found.weekday), hour: onTheHour(found.hour) })),
      h("p", { class: "small" }, t("digest_next", { when: moment(found.next) })),
      found.last ? h("p", { class: "small" }, icon("check"), t("digest_last", { when: moment(found.last) })) : null,
      h("h3", {}, t("digest_readers")),
      rows.length ? h("ul", { class: "digest-readers" }, rows) : h("p", { class: "small" }, t("digest_nobody"))].filter(Boolean));
  }

  function drawMine() {
    const own = found.mine;
    const state = !own ? h("span", { class: "chip" }, icon("info"), t("digest_off"))
      : h("span", { class: "chip good" }, icon("check"), own.way === "email" ? t("digest_to_email", { email: own.email }) : t("digest_to_phone", { phone: `+${own.phone}` }));
    const byMail = own?.way === "email" ? null : h("button", { class: "button small", disabled: found.mail === "none", onclick: (event) => send(event, "/api/reviews/digest/mine", { way: "email" }, t("digest_wanted")) }, icon("mail"), t("digest_want_email"));
    const byPhone = h("button", { class: "button small", disabled: found.number === "none", onclick: wantPhone }, icon("phone"), t(own?.way === "whatsapp" ? "digest_other_phone" : "digest_want_phone"));
    const now = own ? h("button", { class: "button small primary", onclick: (event) => send(event, "/api/reviews/digest/send", {}, t("digest_sent")) }, icon("forward"), t("digest_send_now")) : null;
    const end = own ? h("button", { class: "button small quiet", onclick: (event) => send(event, "/api/reviews/digest/stop", {}, t("digest_stopped")) }, t("digest_stop")) : null;
    const ofMail = own?.way === "whatsapp" ? "" : { none: t("digest_no_mail"), folder: t("digest_local_mail") }[found.mail];
    const ofNumber = own?.way === "email" ? "" : { none: t("digest_no_number"), waits: t("digest_not_approved") }[found.number];
    const hints = [ofMail, ofNumber].filter(Boolean);
    mine.replaceChildren(
      h("header", {}, h("h3", {}, t("digest_mine"))),
      h("div", { class: "chips" }, state),
      h("div", { class: "acts" }, ...[now, byMail, byPhone, end].filter(Boolean)),
      ...hints.map((words) => h("p", { class: "small hint" }, icon("info"), words)));
  }

  function drawPreview() {
    const { title, parts, message } = found.preview;
    const letter = h("article", { class: "digest-letter" }, h("h4", {}, title), ...parts.flatMap((part) => [h("h5", {}, part.name), ...part.lines.map((line) => h("p", { dir: "auto" }, line))]));
    const bubble = h("blockquote", { class: "digest-bubble", dir: "auto" }, message);
    const byPhone = found.mine?.way === "whatsapp";
    const shown = (name, content) => h("figure", {}, h("figcaption", {}, t(name)), content);
    const both = [shown("digest_as_mail", letter), shown("digest_as_message", bubble)];
    preview.replaceChildren(h("h3", {}, t("digest_preview")), h("p", { class: "small" }, t("digest_preview_why")), h("div", { class: "digest-pair" }, byPhone ? both.reverse() : both));
  }

  async function send(event, path, body, words) {
    const button = event.currentTarget;
    button.disabled = true;
    const { problem } = await sendingFor(tab, t)(path, body);
    tab.toast(problem || words, { bad: Boolean(problem) });
    button.disabled = false;
    app.look();
  }

  function changeHour() {
    return settle(t("digest_when"), t("digest_hour_means"), [
      { name: "weekday", kind: "select", label: t("digest_weekday"), value: String(found.weekday), options: [...Array(7).keys()].map((number) => ({ value: String(number), label: weekday(number) })) },
      { name: "hour", kind: "select", label: t("digest_at"), value: String(found.hour), options: everyHour() },
    ], "/api/reviews/digest/hour", (said) => ({ weekday: Number(said.weekday), hour: Number(said.hour) }));
  }

  async function wantPhone() {
    const said = await settle(t("digest_want_phone"), t("digest_phone_means"), [
      { name: "phone", label: t("digest_phone"), hint: t("digest_phone_hint"), value: found.mine?.phone ? `+${found.mine.phone}` : "", required: true, most: 24, plain: true },
      { name: "agreed", kind: "checks", label: t("digest_consent"), value: [], options: [{ value: "yes", label: t("digest_agree") }] },
    ], "/api/reviews/digest/mine", (given) => ({ way: "whatsapp", phone: given.phone, agreed: given.agreed.includes("yes") }));
    if (said) tab.toast(t("digest_wanted"));
  }

  return { element, refetch };
}
