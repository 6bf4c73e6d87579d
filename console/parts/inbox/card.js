// The guest beside the thread: how they are reached, how long they may be written to, and what state all is in.
import { h, icon } from "../dom.js";
import { face, phoneWords, shownName } from "../people.js";
import { reasonWords } from "../wording.js";
import { pauseHouse } from "./overrides.js";

export function cardFor(app) {
  const { t, me, clock } = app;
  const close = h("button", { class: "shut", "aria-label": t("close"), onclick: () => app.toggleCard(false) }, icon("close"));
  const body = h("div", { class: "body" });
  const element = h("aside", { class: "dossier", "aria-label": t("details") }, close, body);
  let drawn = "";

  function update(head) {
    const facts = [head, app.tab.paused, head.closes ? clock.until(head.closes) : "", head.waiting ? clock.since(head.waiting) : ""];
    const key = JSON.stringify(facts);
    if (key === drawn) return;
    drawn = key;
    body.replaceChildren(who(head), state(head), contact(head), about(head), ...[quiet(head), link(head)].filter(Boolean));
  }

  function who(head) {
    const out = head.opted_out ? h("span", { class: "chip bad" }, icon("block"), t("opted_out")) : null;
    return h("div", { class: "who" }, face(head, t), h("h2", { dir: "auto" }, shownName(head, t)), out);
  }

  function state(head) {
    const left = head.closes ? clock.left(head.closes) : 0;
    const open = left > 0;
    const share = Math.max(0, Math.min(1, left / 86_400_000));
    const meter = h("div", { class: `meter ${share < 1 / 6 ? "late" : ""}`, "aria-hidden": "true" }, h("i", { style: `inline-size: ${Math.round(share * 100)}%` }));
    return section(
      fact(t("state"), stateWords(head), head.waiting ? h("small", { class: "warm" }, [t("waits", { time: clock.since(head.waiting) }), reasonWords(t, head.reason)].filter(Boolean).join(" · ")) : null),
      fact(t("window"), open ? t("window_until", { time: clock.deadline(head.closes) }) : t("window_is_shut"), open ? meter : null, open ? h("small", {}, t("window_left", { time: clock.until(head.closes) })) : null),
    );
  }

  function stateWords(head) {
    if (head.owner === "house") return t(app.tab.paused ? "state_house_paused" : "state_house");
    if (head.owner === "phone") return t("state_phone");
    if (!head.owner_id) return t("state_waiting");
    return head.owner_id === me.id ? t("state_you") : t("state_other", { name: head.owner_name || t("somebody") });
  }

  function contact(head) {
    return section(
      head.phone ? fact(t("phone"), copied(phoneWords(head.phone), `+${head.phone.replace(/\D/g, "")}`)) : null,
      head.username ? fact(t("username"), copied(`@${head.username}`, head.username)) : null,
      fact(t("account"), head.account ? `${t("whatsapp")} · ${phoneWords(head.account)}` : t("whatsapp")),
    );
  }

  function about(head) {
    return section(
      head.language ? fact(t("language"), t(`lang_${head.language}`) || head.language.toUpperCase()) : null,
      fact(t("first_seen"), clock.date(head.first_seen)),
      head.opted_out ? fact(t("opted_out"), t("opted_out_since", { date: clock.date(head.opted_out) })) : null,
    );
  }

  function quiet(head) {
    if (!app.may("take_over")) return null;
    return h("button", { class: "button wide", onclick: () => pauseHouse(app, head) }, icon("pause"), t("pause_open"));
  }

  function link(head) {
    const button = h("button", { class: "button wide" }, icon("link"), t("copy_link"));
    button.addEventListener("click", () => copy(button, `${location.origin}/conversations?c=${head.id}`));
    return button;
  }

  function copied(shown, value) {
    const button = h("button", { class: "copy", "aria-label": `${t("copy")}: ${shown}`, title: t("copy") }, h("span", {}, shown), icon("copy"));
    button.addEventListener("click", () => copy(button, value));
    return button;
  }

  async function copy(button, value) {
    try { await navigator.clipboard.writeText(value); } catch { return; }
    button.classList.add("done");
    app.toast(t("copied"));
    setTimeout(() => button.classList.remove("done"), 1500);
  }

  const section = (...facts) => h("dl", {}, facts);
  const fact = (name, ...values) => h("div", {}, h("dt", {}, name), h("dd", {}, values));

  return { element, update };
}
