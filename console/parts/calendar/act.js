// Doing something and saying what came of it. A refusal is told in words of the trade, with whoever is in the way.
import { datesOf, nameOf } from "./bar.js";

const MINE = "plan:";

export function actsFor(app) {
  const { tab } = app;
  const mine = new Set();

  // Resolves with the answer and the token of the click, or with null after the refusal was told.
  function act(name, lane, path, body = {}, { quietly = false } = {}) {
    const deed = `${MINE}${name}`;
    if (tab.deeds.busy(deed)) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      const token = tab.deeds.start({ name: deed, lane, path, body, shown: true });
      mine.add(token);
      const ends = [
        tab.on("done", (one, answer) => { if (one.token === token) end(() => resolve({ answer, token })); }),
        tab.on("refused", (one) => { if (one.token === token) end(() => (quietly ? reject(one) : (say(one), resolve(null)))); }),
      ];
      function end(settle) {
        for (const stop of ends) stop();
        mine.delete(token);
        tab.deeds.drop(token);
        settle();
      }
    });
  }

  async function say(trouble) {
    await app.look.now();
    tab.toast(refusalWords(app, trouble), { bad: true });
  }

  // What was sent before a reload and refused after it has nobody left who waits for the answer.
  const orphans = tab.on("refused", (deed) => {
    if (!deed.name?.startsWith(MINE) || mine.has(deed.token)) return;
    tab.deeds.drop(deed.token);
    say(deed);
  });

  return { act, end: orphans };
}

export function refusalWords(app, trouble) {
  const { t, plan } = app;
  if (["offline", "away"].includes(trouble.kind)) return t("error_reconnecting");
  const facts = trouble.facts ?? {};
  const rival = plan?.byId.get(facts.booking);
  const key = trouble.error === "room_taken" ? (rival ? "no_room_taken_by" : "no_room_taken") : `no_${trouble.error}`;
  const named = rival ? { who: nameOf(app, rival), dates: datesOf(app, rival), room: plan.roomById.get(rival.room)?.number ?? "" } : {};
  const words = t(key, { ...facts, ...named, status: t(`status_${facts.status}`) });
  return words || t(`error_${trouble.error}`, { reference: trouble.reference || "–" }) || t("error_failed", { reference: trouble.reference || "–" });
}
