// The frame around every screen: where one can go, what needs attention, which hotel, which language, who. It also
// watches over the session and rings, whatever screen is open.
import { keepHalfWritten } from "../kept.js";
import { steady } from "../steady.js";
import { arrived, tabOf } from "../tab.js";
import { mayLeave } from "../typed.js";
import { wordsFor } from "../wording.js";
import { cardsFor } from "../booking/drawer.js";
import { barFor } from "./bar.js";
import { keysFor } from "./keys.js";
import { menusFor } from "./menus.js";
import { railFor } from "./rail.js";
import { skipsToScreen } from "./skip.js";
import { stripFor } from "./strip.js";
import { turningFor } from "./turning.js";
import { watch } from "./watch.js";

const AGAIN_MS = 3000;
const SETTLED_MS = 1500;

export function mount(root, wanted) {
  const place = root.querySelector(".root");
  const ends = [];
  const app = { data: wanted.data, place, counts: {} };
  let watching = null;
  let parts = null;
  let strip = null;

  function begin() {
    app.tab = tabOf(app.data);
    app.t = wordsFor(app.data.words);
    const turning = turningFor(app, () => watching.say({ kind: "reload" }));
    app.change = turning.change;
    app.menus = menusFor(app);
    strip = stripFor(app);
    ends.push(strip.end);
    parts = [railFor(app), barFor(app), strip, turning];
    place.replaceChildren(...parts.map((part) => part.element));
    skipsToScreen(app.t);
    app.tab.toasts.standIn(place);
    watching = watch(app.data, leave);
    const look = steady(attend, { pause: 120, onResult: (trouble) => { if (trouble) { strip.failed(trouble); setTimeout(look, AGAIN_MS); } } });
    app.attend = look;
    ends.push(app.tab.on("news", look), app.tab.on("look", look), app.tab.on("done", look), keysFor(app), cardsFor(app));
    const went = (event) => { app.data.at = event.detail.path.slice(1); app.menus.close(); draw(); };
    document.addEventListener("conserje:went", went);
    ends.push(() => document.removeEventListener("conserje:went", went));
    look();
    prepare();
  }

  // A menu that was just opened outlives news of the same screen.
  function update(next) {
    if (next.data.at !== app.data.at) app.menus?.close();
    app.data = next.data;
    if (app.data.gone) {
      leave(app.data.gone);
      return;
    }
    document.documentElement.lang = app.data.lang;
    if (!parts) begin();
    arrived(app.data.at);
    draw();
    app.tab.ringing.title();
  }

  const draw = () => { for (const part of parts) part.draw(); };

  async function attend() {
    const found = await app.tab.wire.get("/api/attention");
    app.tab.clock.serverSaid(found.now);
    app.counts = found.counts;
    app.tab.ringing.waiting(found.calls, { mayRing: !document.hidden || app.tab.live.leads() });
    for (const part of parts) part.count();
    strip.show(found.house);
  }

  // What the next click will need is fetched while nobody waits for it, screen by screen: this one is busy at first.
  // Whoever pays for every byte fetches a screen when they open it.
  function prepare() {
    if (navigator.connection?.saveData) return;
    const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 400));
    const pieces = app.data.pages.map((page) => page.piece).filter(Boolean);
    const next = () => {
      const piece = pieces.shift();
      if (piece) import(new URL(`../${piece}/main.js`, import.meta.url)).catch(() => null).then(() => idle(next));
    };
    setTimeout(() => idle(next), SETTLED_MS);
  }

  update(wanted);
  return { update, end: () => { app.menus?.close(); watching?.end(); for (const end of ends) end(); } };
}

function leave(why) {
  keepHalfWritten();
  mayLeave();
  const next = encodeURIComponent(location.pathname + location.search);
  const reason = why && why !== "unknown" ? `&why=${why}` : "";
  location.replace(`/auth/login?next=${next}${reason}`);
}
