// The card of a booking, opened by its code from anywhere: its address is part of the page's (`?b=CODE`), so that it can
// be sent to a colleague, and the browser's back button closes it.
import { openDrawer } from "../drawer.js";
import { h, icon } from "../dom.js";
import { moneyFor } from "../money.js";
import { shownName } from "../people.js";
import { steady } from "../steady.js";
import { actsFor } from "./acts.js";
import { billFor } from "./bill.js";
import { factsFor } from "./facts.js";
import { historyFor } from "./history.js";
import { lettersOf } from "./letters.js";
import { reviewOf } from "./review.js";

const AGAIN_MS = 2500;
// The alphabet of codes: whatever else stands under this name in an address is none of ours.
const CODE = /^[2346789CDFGHJKMNPQRTVWXY]{6}$/i;

export function cardsFor(app) {
  let open = null;
  let leaving = false; // the way back in the history takes a moment
  let next = null; // a card asked for meanwhile

  const wanted = () => {
    const written = new URLSearchParams(location.search).get("b");
    return CODE.test(written ?? "") ? written : null;
  };

  function follow() {
    const code = wanted();
    if ((open?.code ?? null) === code) return;
    open?.close({ byAddress: true });
    if (code) open = show(app, code, left);
  }

  function returned() {
    leaving = false;
    const code = next;
    next = null;
    if (code) ask({ detail: { code } });
    else follow();
  }

  function ask(event) {
    if (leaving) { next = event.detail.code; return; }
    const url = new URL(location.href);
    url.searchParams.set("b", event.detail.code);
    history.pushState({ ...history.state, card: true }, "", url);
    follow();
  }

  // Closed by hand: the address goes back to what it was before.
  function left({ byAddress }) {
    open = null;
    if (byAddress || !wanted()) return;
    if (history.state?.card) { leaving = true; history.back(); return; }
    const url = new URL(location.href);
    url.searchParams.delete("b");
    history.replaceState(history.state, "", url);
  }

  const listeners = [[document, "conserje:booking", ask], [window, "popstate", returned], [document, "conserje:went", follow]];
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener);
  follow();
  return () => { for (const [target, name, listener] of listeners) target.removeEventListener(name, listener); };
}

function show(app, code, left) {
  const { tab, t } = app;
  const drawer = openDrawer(app.place, t, { title: code, look: "wide booking", onClose: () => { end(); left({ byAddress }); } });
  const card = { app, tab, t, code, drawer, found: null };
  let byAddress = false;
  let over = false;
  let said = "";
  const body = h("div", { class: "card", "aria-busy": "true" }, h("p", { class: "card-wait" }, t("loading_card")));
  drawer.body.append(body);

  const look = steady(async () => {
    const found = await tab.wire.get(`/api/booking/${encodeURIComponent(code)}`);
    tab.clock.serverSaid(found.now);
    draw(found);
  }, { pause: 20, onResult: answered });

  function answered(trouble) {
    if (!trouble || over) return;
    if (trouble.kind !== "refused") { setTimeout(look, AGAIN_MS); return; }
    body.setAttribute("aria-busy", "false");
    body.replaceChildren(h("div", { class: "lesson" }, h("h3", {}, t("card_missing")), h("p", {}, tab.refusal(trouble))));
  }

  // Nothing is drawn anew while nothing has changed, so that a place in the list, a fold or a focus stays.
  function draw(found) {
    const facts = JSON.stringify({ ...found, now: "" });
    if (over || facts === said) return;
    said = facts;
    card.found = found;
    card.money = moneyFor(tab.lang, found.money.currency);
    card.look = look;
    drawer.rename(found.booking.block ? t("a_block") : shownName({ name: found.booking.guest, phone: found.booking.phone }, t));
    const [scroll, folds] = [drawer.body.scrollTop, [...body.querySelectorAll("details[open]")].map((fold) => fold.dataset.name)];
    body.setAttribute("aria-busy", "false");
    body.replaceChildren(...[factsFor(card), actsFor(card), reviewOf(card), billFor(card), lettersOf(card), historyFor(card)].flat().filter(Boolean));
    for (const name of folds) body.querySelector(`details[data-name="${name}"]`)?.setAttribute("open", "");
    drawer.body.scrollTop = scroll;
  }

  const link = h("button", { class: "button small quiet", "aria-label": t("copy_link_card"), title: t("copy_link_card") }, icon("link"));
  link.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(`${location.origin}/?b=${code}`); } catch { return; }
    tab.toast(t("copied"));
  });
  drawer.tools.append(link);

  const minute = setInterval(() => { if (card.found?.booking.hold_until) { said = ""; draw(card.found); } }, 20_000);
  const ends = [tab.on("news", (event) => { if (event.kind !== "message") look(); }), tab.on("look", look), tab.on("done", look)];
  function end() {
    over = true;
    clearInterval(minute);
    for (const stop of ends) stop();
  }

  look();
  return { code, close: (how) => { ({ byAddress } = how); drawer.close(); } };
}
