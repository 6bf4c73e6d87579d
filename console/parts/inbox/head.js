// Above the thread: whose conversation it is, and the two things one does with it.
import { h, icon, set } from "../dom.js";
import { face, phoneWords, shownName } from "../people.js";

export function headFor(app) {
  const { t } = app;
  const waiting = h("b", { class: "count", hidden: true });
  const back = h("button", { class: "back", "aria-label": t("back"), onclick: () => app.close() }, icon("back"), waiting);
  const portrait = h("div", { class: "portrait" });
  const name = h("h1", { dir: "auto" });
  const under = h("p", { class: "under" });
  const act = h("button", { class: "button act", onclick: () => app.toggleOwner() });
  const details = h("button", { class: "button details", "aria-label": t("details"), "aria-expanded": "false", onclick: () => app.toggleCard() }, icon("info"));
  const element = h("header", { class: "head" }, back, portrait, h("div", { class: "who" }, name, under), act, details);
  let drawn = "";

  function update(head) {
    const busy = app.deeds.busy(`take:${head.id}`) || app.deeds.busy(`give:${head.id}`);
    const gives = head.owner !== "house" && !(head.owner === "staff" && !head.owner_id);
    const facts = [head.id, head.name, head.phone, head.username, head.language, gives, busy];
    const key = JSON.stringify(facts);
    if (drawn === key) return;
    drawn = key;
    name.textContent = shownName(head, t);
    const known = [head.name?.trim() ? phoneWords(head.phone) : "", head.username ? `@${head.username}` : "", t("whatsapp")];
    under.textContent = known.filter(Boolean).join(" · ");
    portrait.replaceChildren(face(head, t));
    act.hidden = !app.may("take_over");
    act.disabled = busy;
    act.classList.toggle("primary", !gives);
    act.replaceChildren(icon(gives ? "house" : "hand"), h("span", { class: "long" }, t(gives ? "give_back" : "take")), h("span", { class: "short" }, t(gives ? "give_back_short" : "take_short")), h("kbd", { class: "long" }, "Alt H"));
    set(act, "aria-keyshortcuts", "Alt+H");
  }

  return {
    element,
    update,
    elsewhere(count) { waiting.hidden = !count; waiting.textContent = count > 99 ? "99+" : String(count); },
    opened: (shown) => set(details, "aria-expanded", String(shown)),
  };
}
