// What the rooms of a type have and what they lack; what nobody has said yet stays open, and the house says so to guests.
// The list is the house's, and the hotel adds to it.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";
import { LANGUAGES } from "../texts.js";
import { capital, slugOf } from "../wording.js";


export const amenityName = (tab, one) => capital(one.names[tab.lang] || one.names.es || Object.values(one.names)[0] || one.topic);

// What stands on the card of a type: what it has, or at least what it lacks, and of how much nobody knows.
export function amenityWords({ t, tab, found }, type) {
  const answered = found.amenities.filter((one) => one.topic in type.amenities);
  if (!answered.length) return h("p", { class: "small" }, t("amenities_none"));
  const has = answered.filter((one) => type.amenities[one.topic]);
  const open = found.amenities.length - answered.length;
  return h("p", { class: "small" }, h("b", {}, t(has.length ? "amenities_has" : "amenities_lacks")), " ", (has.length ? has : answered).map((one) => amenityName(tab, one)).join(", "), ".", open ? ` ${t("amenities_open", { n: open })}` : "");
}

// All of a type that its mark stands for, but what it says of one topic.
const restOf = (type, topic) => {
  const { names, descriptions, capacity, max_adults, max_children, cots, beds, size, amenities } = type;
  return JSON.stringify([names, descriptions, capacity, max_adults, max_children, cots, beds, size, Object.entries(amenities).filter(([one]) => one !== topic)]);
};

export function amenitiesFor(app, type) {
  const { root, t, tab, found } = app;
  const chosen = new Map(Object.entries(type?.amenities ?? {}));
  const list = h("div", { class: "amenity-list" });
  const add = h("button", { class: "button small", type: "button", onclick: () => write(null) }, icon("plus"), t("amenity_add"));
  const element = h("fieldset", { class: "texts amenities" }, h("legend", {}, t("amenities")), h("p", { class: "small" }, t("amenities_why")), list, add);
  let known = [...found.amenities];

  function draw() {
    list.replaceChildren(...known.map(row));
  }

  function row(one) {
    const name = amenityName(tab, one);
    const answer = (value, label) => {
      const here = (chosen.has(one.topic) ? String(chosen.get(one.topic)) : "open") === value;
      return h("button", { type: "button", class: "answer", "aria-pressed": String(here), "aria-label": `${name}: ${label}`, onclick: (event) => choose(one, value, event.currentTarget) }, label);
    };
    const tools = one.own ? [h("button", { class: "icon-button", type: "button", "aria-label": t("amenity_change", { name }), onclick: () => write(one) }, icon("edit")), h("button", { class: "icon-button", type: "button", "aria-label": t("amenity_remove", { name }), onclick: () => remove(one) }, icon("close"))] : [];
    return h("div", { class: "amenity", role: "group", "aria-label": name }, h("span", { dir: "auto" }, name), ...tools, h("span", { class: "answers3" }, answer("true", t("amenity_yes")), answer("false", t("amenity_no")), answer("open", t("amenity_open"))));
  }

  function choose(one, value, button) {
    if (value === "open") chosen.delete(one.topic);
    else chosen.set(one.topic, value === "true");
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
  }

  async function write(one) {
    const fields = LANGUAGES.map((language) => ({ name: language, label: t("amenity_name", { language: t(`lang_${language}`).toLowerCase() }), value: one?.names[language] ?? "", most: found.limits.amenity, required: language === "es" }));
    const words = { name: "words", label: t("amenity_words"), hint: t("amenity_words_hint"), value: one?.words.join(", ") ?? "", most: 400 };
    const send = sendingFor(tab, t);
    const bodyOf = (values) => ({ topic: one?.topic ?? slugOf(values.es, 50, "_"), names: Object.fromEntries(LANGUAGES.map((language) => [language, values[language]])), words: values.words.split(",").map((word) => word.trim()).filter(Boolean), version: one?.version ?? 0 });
    const values = await ask(root, t, { title: t(one ? "amenity_change" : "amenity_add", { name: one ? amenityName(tab, one) : "" }), text: t("amenity_add_why"), fields: [...fields, words], act: t("save"), send: async (typed) => (await send("/api/rates/amenities", bodyOf(typed))).problem });
    if (!values) return;
    const made = bodyOf(values);
    if (!one) chosen.set(made.topic, true);
    await refetch();
  }

  async function remove(one) {
    const send = sendingFor(tab, t);
    const sure = await ask(root, t, { title: t("amenity_remove", { name: amenityName(tab, one) }), text: t("amenity_remove_text"), act: t("retire"), look: "harm", send: async () => (await send("/api/rates/amenities/remove", { topic: one.topic, version: one.version })).problem });
    if (!sure) return;
    chosen.delete(one.topic);
    sawItGo(await refetch(), one.topic);
  }

  // The type whose drawer is open says one thing less, and we know: only what others changed may keep it from being saved.
  function sawItGo(fresh, topic) {
    const now = fresh?.types.find((other) => other.id === type?.id);
    if (now && restOf(now, topic) === restOf(type, topic)) Object.assign(type, { mark: now.mark, amenities: now.amenities });
  }

  async function refetch() {
    const fresh = await tab.wire.get("/api/rates/inventory").catch(() => null);
    if (fresh) known = fresh.amenities;
    draw();
    app.look();
    return fresh;
  }

  draw();
  return { element, value: () => Object.fromEntries(chosen) };
}
