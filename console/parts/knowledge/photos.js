// Photos by what they show: each type of room, and the places of the house.
import { arrange, h, icon } from "../dom.js";
import { photoRow } from "../photos.js";
import { ask } from "../ask.js";
import { topicName } from "../reading/topics.js";

const PLACES = ["pool", "breakfast", "beach", "grill", "parking", "restaurant"];

export function photosFor(app) {
  const { root, t, tab } = app;
  const mayEdit = tab.may("edit_knowledge");
  const rows = h("div", { class: "photo-rows" });
  const more = mayEdit ? h("button", { class: "button", onclick: another }, icon("plus"), t("photos_of_another")) : null;
  const element = h("div", { class: "photos-part" }, h("p", { class: "small" }, t("photos_why")), rows, more);
  const known = new Map();
  const added = new Set();

  function draw(found) {
    const types = found.types.map((type) => ({ of: `room:${type.slug}`, name: type.names[tab.lang] || type.names.es || type.slug }));
    const places = [...new Set([...found.photos.map((photo) => photo.of).filter((of) => !types.some((type) => type.of === of)), ...added])].map((of) => ({ of, name: topicName(app, "amenity", of.replace(/^room:/, "")) }));
    arrange(rows, [...types, ...places].map(({ of, name }) => {
      const photos = found.photos.filter((photo) => photo.of === of);
      const said = JSON.stringify([name, photos]);
      if (known.get(of)?.said !== said) known.set(of, { said, element: photoRow(app, { of, name, photos, limits: found.limits, mayEdit, look: app.look }) });
      return known.get(of).element;
    }));
  }

  async function another() {
    const said = await ask(root, t, { title: t("photos_of_another"), fields: [{ name: "of", kind: "select", label: t("what_it_shows"), options: [...new Set([...PLACES, ...app.found.facts.filter((fact) => fact.subject === "amenity").map((fact) => fact.topic)])].map((topic) => ({ value: topic, label: topicName(app, "amenity", topic) })) }], act: t("go_on") });
    if (!said) return;
    added.add(said.of);
    draw(app.found);
    rows.lastChild.scrollIntoView({ block: "center" });
  }

  return { element, draw };
}
