// What there is to sell: each type with its texts, its people and its photos, and the rooms of it.
import { ask } from "../ask.js";
import { arrange, h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { photoRow } from "../photos.js";
import { languageMarks, textsFor } from "../texts.js";
import { slugOf } from "../wording.js";
import { amenitiesFor, amenityWords } from "./amenities.js";
import { formDrawer } from "./asked.js";

const CARE = ["clean", "dirty", "cleaning", "inspected"];

export function typesFor(app) {
  const { root, t, tab, money, mayRooms } = app;
  const cards = h("div", { class: "type-cards" });
  const add = mayRooms ? h("button", { class: "button primary", onclick: () => edit(null) }, icon("plus"), t("add_type")) : null;
  const element = h("div", { class: "types-part" }, h("div", { class: "finding" }, h("p", { class: "small grow" }, t("types_why")), add), cards);
  const known = new Map();

  function draw(found) {
    arrange(cards, found.types.map((type) => {
      const rooms = found.rooms.filter((room) => room.type === type.id);
      const photos = found.photos.filter((photo) => photo.of === `room:${type.slug}`);
      const said = JSON.stringify([type, rooms, photos, found.amenities]);
      if (known.get(type.id)?.said !== said) known.set(type.id, { said, element: card(found, type, rooms, photos) });
      return known.get(type.id).element;
    }));
  }

  function card(found, type, rooms, photos) {
    const facts = [t(type.capacity === 1 ? "for_one_person" : "for_people", { n: type.capacity }), t("adults_children", { adults: type.max_adults, children: type.max_children }), type.cots ? t("with_cots", { n: type.cots }) : "", type.beds, type.size ? `${type.size} m²` : "", type.usual ? money.say(type.usual.base) : t("no_price_yet")].filter(Boolean);
    const tools = mayRooms ? h("div", { class: "acts" }, h("button", { class: "button small", onclick: () => edit(type) }, icon("edit"), t("change")), rooms.length ? null : h("button", { class: "button small quiet", onclick: () => retireType(type) }, t("retire"))) : null;
    return h("section", { class: "type-card" }, h("header", {}, h("h2", { dir: "auto" }, app.nameOf(type)), languageMarks(t, type.descriptions), tools),
      h("p", { class: "said", dir: "auto" }, type.descriptions[tab.lang] || type.descriptions.es || t("no_description")),
      h("ul", { class: "facts" }, facts.map((words) => h("li", {}, words))),
      amenityWords(app, type),
      h("div", { class: "rooms-of" }, h("h3", {}, t(rooms.length === 1 ? "one_room" : "n_rooms", { n: rooms.length })), h("ul", { class: "room-list" }, rooms.map((room) => roomChip(found, room))), mayRooms ? h("button", { class: "button small", onclick: () => editRoom(null, type) }, icon("plus"), t("add_room")) : null),
      photoRow(app, { of: `room:${type.slug}`, name: t("photos"), photos, limits: found.limits, mayEdit: tab.may("edit_knowledge"), look: app.look }));
  }

  function roomChip(found, room) {
    const state = room.out ? h("span", { class: "chip bad", title: room.why }, t("out")) : h("span", { class: `chip ${room.housekeeping === "dirty" ? "warm" : "good"}` }, t(`care_${room.housekeeping}`) || room.housekeeping);
    return h("li", {}, h("button", { class: "room-chip", onclick: () => roomDrawer(found, room) }, h("b", {}, room.number), h("small", {}, room.floor), state, room.coming ? h("small", { class: "coming" }, t(room.coming === 1 ? "one_stay" : "n_stays", { n: room.coming })) : null));
  }

  function roomDrawer(found, room) {
    const type = found.types.find((one) => one.id === room.type);
    const drawer = openDrawer(root, t, { title: `${t("room")} ${room.number}` });
    const may = tab.may("block_rooms");
    const done = (deed) => tab.act(deed).then(() => { drawer.close(); app.look(); }, () => null);
    const care = tab.may("book") ? CARE.map((state) => h("button", { class: `button small ${room.housekeeping === state ? "primary" : ""}`, "aria-pressed": String(room.housekeeping === state), onclick: () => done({ name: `care:${room.id}`, lane: `room:${room.id}`, path: `/api/plan/rooms/${room.id}/care`, body: { state } }) }, t(`care_${state}`))) : [];
    const order = may ? h("button", { class: "button small", onclick: () => (room.out ? done({ name: `order:${room.id}`, lane: `room:${room.id}`, path: `/api/plan/rooms/${room.id}/order`, body: { out: false } }) : outOfOrder(room, done)) }, icon(room.out ? "check" : "block"), t(room.out ? "back_in_service" : "put_out")) : null;
    const parts = [h("p", {}, type ? app.nameOf(type) : ""), room.out ? h("p", { class: "trouble" }, `${t("out")}: ${room.why}`) : null, h("p", { class: "small" }, room.coming ? t("stays_until", { n: room.coming, day: tab.clock.dayWords(room.last) }) : t("no_stays")), care.length ? h("section", {}, h("h3", {}, t("housekeeping")), h("div", { class: "acts" }, care)) : null, order, mayRooms ? h("div", { class: "acts" }, h("button", { class: "button small", onclick: () => { drawer.close(); editRoom(room, type); } }, icon("edit"), t("change")), h("button", { class: "button small quiet", onclick: () => retireRoom(room, drawer) }, t("retire"))) : null];
    drawer.body.append(h("div", { class: "editing" }, parts));
  }

  async function outOfOrder(room, done) {
    const said = await ask(root, t, { title: t("put_out"), text: t("put_out_text"), fields: [{ name: "why", label: t("why"), required: true, most: 200 }], act: t("put_out") });
    if (said) done({ name: `order:${room.id}`, lane: `room:${room.id}`, path: `/api/plan/rooms/${room.id}/order`, body: { out: true, why: said.why } });
  }

  async function retireRoom(room, drawer) {
    if (room.coming) { await ask(root, t, { title: t("cannot_retire", { room: room.number }), text: t("has_stays", { n: room.coming, day: tab.clock.dayWords(room.last) }), act: t("understood") }); return; }
    const sure = await ask(root, t, { title: t("retire_room", { room: room.number }), text: t("retire_room_text"), act: t("retire"), look: "harm" });
    if (sure) tab.act({ name: `retire:${room.id}`, lane: `room:${room.id}`, path: `/api/rates/rooms/${room.id}/retire`, body: { seen: room.mark } }).then(() => { drawer.close(); tab.toast(t("retired", { what: room.number })); app.look(); }, () => null);
  }

  async function retireType(type) {
    const sure = await ask(root, t, { title: t("retire_type", { type: app.nameOf(type) }), text: t("retire_type_text"), act: t("retire"), look: "harm" });
    if (sure) tab.act({ name: `retire-type:${type.id}`, lane: "rooms", path: `/api/rates/types/${type.id}/retire`, body: { seen: type.mark } }).then(() => { tab.toast(t("retired", { what: app.nameOf(type) })); app.look(); }, () => null);
  }

  function editRoom(room, type) {
    const { found } = app;
    formDrawer(app, {
      title: room ? `${t("room")} ${room.number}` : t("add_room"), text: room?.coming ? t("type_stays") : "", act: t("save"),
      fields: {
        number: { kind: "text", label: t("number"), value: room?.number ?? "", required: true, most: 20 },
        type: { kind: "select", label: t("type"), value: String(room?.type ?? type.id), options: found.types.map((one) => ({ value: String(one.id), label: app.nameOf(one), disabled: Boolean(room?.coming) && one.id !== room.type })) },
        floor: { kind: "text", label: t("floor"), value: room?.floor ?? "", most: 40 },
        sort: { kind: "number", label: t("order"), hint: t("order_hint"), value: String(room?.sort ?? found.rooms.filter((one) => one.type === type.id).length + 1), required: true, min: 0, max: 10000 },
      },
      send: async (said) => { await tab.act({ name: `room:${room?.id ?? "new"}`, lane: "rooms", path: room ? `/api/rates/rooms/${room.id}` : "/api/rates/rooms", body: { number: said.number, type: Number(said.type), floor: said.floor, sort: said.sort, seen: room?.mark ?? "" } }, { quietly: true }); tab.toast(t("room_saved", { room: said.number })); app.look(); },
    });
  }

  function edit(type) {
    const { limits } = app.found;
    const names = textsFor(t, { label: t("names"), values: type?.names ?? {}, most: limits.name, rows: 1 });
    const descriptions = textsFor(t, { label: t("descriptions"), values: type?.descriptions ?? {}, most: limits.text, rows: 5 });
    const amenities = amenitiesFor(app, type);
    const count = (name, value, more = {}) => ({ kind: "number", label: t(name), value: String(value), required: true, min: 0, max: 30, ...more });
    const fields = {
      capacity: count("capacity", type?.capacity ?? 2, { min: 1 }),
      max_adults: count("max_adults", type?.max_adults ?? 2, { min: 1 }),
      max_children: count("max_children", type?.max_children ?? 0),
      cots: count("cots", type?.cots ?? 0, { max: 10 }),
      beds: { kind: "text", label: t("beds"), value: type?.beds ?? "", most: 120 },
      size: { kind: "number", label: t("size"), hint: t("optional"), value: type?.size ? String(type.size) : "", min: 1, max: 2000 },
    };
    if (!type) Object.assign(fields, { base: { kind: "money", label: t("base_price"), unit: money.sign, required: true, min: 1 }, extra: { kind: "money", label: t("extra_guest"), unit: money.sign, value: "0", required: true, min: 0 }, included: count("included", 2, { min: 1, hint: t("included_hint") }) });
    formDrawer(app, {
      title: type ? app.nameOf(type) : t("add_type"), look: "broad", text: type ? t("type_keeps") : "", act: t("save"), fields, extra: [names.element, descriptions.element, amenities.element],
      send: async (said) => {
        for (const texts of [names, descriptions]) if (!texts.fits()) { texts.wrongOne()?.focus(); return false; }
        if (!Object.values(names.value()).some(Boolean)) { names.focus("es"); throw { error: "wrong_name" }; }
        const body = { names: names.value(), descriptions: descriptions.value(), capacity: said.capacity, max_adults: said.max_adults, max_children: said.max_children, cots: said.cots, beds: said.beds, size: said.size || null, amenities: amenities.value(), seen: type?.mark ?? "" };
        if (!type) Object.assign(body, { slug: slugOf(names.value().es || Object.values(names.value()).find(Boolean), 50), base: money.minor(said.base), extra: money.minor(said.extra), included: said.included });
        await tab.act({ name: `type:${type?.id ?? "new"}`, lane: "rooms", path: type ? `/api/rates/types/${type.id}` : "/api/rates/types", body }, { quietly: true });
        tab.toast(t("type_saved"));
        app.look();
        return true;
      },
    });
  }

  return { element, draw };
}
