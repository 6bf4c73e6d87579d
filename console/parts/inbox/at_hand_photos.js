// Photos by what they show, ticked in the order in which they will arrive.
import { h } from "../dom.js";
import { topicName } from "../reading/topics.js";
import { sheet } from "./at_hand_sheet.js";

const MOST = 10;

export function sendPhotos(app, known) {
  const { t, tab, data } = app;
  const title = t("hand_photos");
  if (!known.photos.length) return sheet(app, known, { title, thing: () => null, nothing: { words: t("error_no_photos"), act: t("at_hand_go_rates"), go: () => tab.go("/rates"), needs: "set_rooms" } });
  const picked = [];
  const count = h("p", { class: "hint", role: "status" });
  const ticks = new Map();

  function tile(photo, name) {
    const words = photo.captions[data.lang] || photo.captions.es || "";
    const tick = h("input", { type: "checkbox", "aria-label": [name, words].filter(Boolean).join(": ") });
    const place = h("b", { class: "place-of", "aria-hidden": "true" });
    tick.addEventListener("change", () => {
      if (tick.checked) picked.push(photo.media);
      else picked.splice(picked.indexOf(photo.media), 1);
      number();
      element.dispatchEvent(new CustomEvent("changed", { bubbles: true }));
    });
    ticks.set(photo.media, { tick, place });
    return h("label", { title: words }, tick, h("img", { src: `/api/media/${photo.media}`, alt: "", loading: "lazy" }), place);
  }

  function number() {
    count.textContent = t("at_hand_picked", { n: picked.length, most: MOST });
    for (const [media, { tick, place }] of ticks) {
      const at = picked.indexOf(media);
      place.textContent = at < 0 ? "" : String(at + 1);
      tick.disabled = at < 0 && picked.length >= MOST;
    }
  }

  const nameOf = (of) => {
    const names = known.types[of];
    return names ? names[data.lang] || names.es || of : topicName(app, "amenity", of.replace(/^room:/, ""));
  };
  const rooms = [...Object.keys(known.types), ...known.photos.map((photo) => photo.of)];
  const groups = [...new Set(rooms)].map((of) => [nameOf(of), known.photos.filter((photo) => photo.of === of)]).filter(([, photos]) => photos.length);
  const element = h("div", { class: "pick-photos" }, groups.map(([name, photos]) => h("fieldset", {}, h("legend", {}, name), photos.map((photo) => tile(photo, name)))), count);
  number();
  return sheet(app, known, { title, parts: [element], thing: () => (picked.length ? { thing: "photos", photos: [...picked] } : null) });
}
