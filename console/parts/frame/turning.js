// Another hotel or another language: the page is loaded anew, and until it is there every way leads to the new one. What
// was done before is first sent to the hotel it was done in; whatever is clicked meanwhile is where the new page opens.
import { h, icon } from "../dom.js";
import { turnsWith } from "../tab.js";

const PATIENCE_MS = 6000;
const PATIENCE_FOR_AN_ANSWER_MS = 15_000;

export function turningFor(app, tellOtherTabs) {
  const element = h("div", { class: "turning", role: "status", tabindex: "-1", hidden: true });
  let before = Promise.resolve();
  let waiting = 0;
  let changed = false;
  let clicked = null;

  // One after the other: of two choices the later one holds.
  function change(what, value) {
    waiting += 1;
    begin(what, value);
    before = before.then(async () => {
      const done = (await allIsSent()) && (await said(what, value));
      changed ||= done;
      waiting -= 1;
      if (!waiting) end(what);
    });
    return before;
  }

  function begin(what, value) {
    app.menus.close();
    for (const dialog of app.place.querySelectorAll("dialog[open]")) dialog.close();
    const hotel = what === "hotel" && app.data.hotels.find((one) => one.id === value);
    element.replaceChildren(h("p", {}, icon(hotel ? "bed" : "note"), hotel ? app.t("opening_hotel", { hotel: hotel.name }) : app.t("one_moment")));
    element.hidden = false;
    element.focus({ preventScroll: true });
    turnsWith((url) => { clicked = url; if (changed && !waiting) location.assign(url); });
  }

  function end(what) {
    if (!changed) {
      turnsWith(null);
      element.hidden = true;
      app.tab.toast(app.t("error_reconnecting"), { bad: true });
      if (clicked) app.tab.go(clicked);
      clicked = null;
      return;
    }
    tellOtherTabs();
    // Screens of every day are open to everybody in every hotel; of the others nobody can be sure.
    const stays = app.data.pages.some((page) => page.daily && page.path === app.data.at);
    if (clicked) location.assign(clicked);
    else if (what === "hotel") location.assign(stays ? `/${app.data.at}` : "/");
    else location.reload();
  }

  async function said(what, value) {
    const answer = await fetch(`/auth/${what}`, {
      method: "POST",
      keepalive: true, // a second choice outlives the page that the first one has begun to leave
      signal: AbortSignal.timeout(PATIENCE_FOR_AN_ANSWER_MS),
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ [what]: value }),
    }).catch(() => null);
    return Boolean(answer?.ok);
  }

  function allIsSent() {
    const { deeds, on } = app.tab;
    if (!deeds.underWay()) return Promise.resolve(true);
    deeds.work();
    return new Promise((resolve) => {
      const stop = on("deeds", () => { if (!deeds.underWay()) over(true); });
      const timer = setTimeout(() => over(false), PATIENCE_MS);
      const over = (sent) => { stop(); clearTimeout(timer); resolve(sent); };
    });
  }

  // A page that the browser kept in memory shows the hotel of then.
  window.addEventListener("pageshow", (event) => { if (event.persisted && changed) location.reload(); });
  return { element, change, draw: () => null, count: () => null };
}
