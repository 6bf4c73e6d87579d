// What may be written now and to whom a conversation belongs, in sentences.
import { reasonWords } from "../wording.js";

export function refusalWords(app, head) {
  const { t, clock } = app;
  if (!head.closes) return t("window_never");
  if (clock.left(head.closes) <= 0) return t("window_closed");
  return "";
}

export function windowWords(app, head) {
  const { t, clock } = app;
  if (head.paused) return t("channel_paused");
  if (head.opted_out) return t("opted_out_now");
  return t("window_open", { time: clock.deadline(head.closes), left: clock.until(head.closes) });
}

export function banner(app, head, mayWrite) {
  const { t, me, clock } = app;
  if (head.waiting) {
    const words = t("owner_waiting", { time: clock.since(head.waiting), reason: reasonWords(t, head.reason) });
    return { words: words.trim(), look: "warm", sign: "hand" };
  }
  if (head.owner === "house" && app.tab.paused) return { words: t(mayWrite ? "owner_house_paused" : "owner_house_paused_view"), look: "warm", sign: "pause" };
  if (head.owner === "house") return { words: t(mayWrite ? "owner_house" : "owner_house_view"), look: "house", sign: "house" };
  if (head.quiet_until) {
    const words = t(head.owner_id === me.id ? "owner_quiet_you" : "owner_quiet", { name: head.owner_name || t("somebody"), time: clock.when(head.quiet_until) });
    return { words, look: head.owner_id === me.id ? "mine" : "theirs", sign: "pause" };
  }
  const who = head.owner === "phone" ? "owner_phone" : head.owner_id === me.id ? "owner_you" : "owner_other";
  const facts = { name: head.owner_name || t("somebody"), time: head.give_back_at ? clock.time(head.give_back_at) : "" };
  const words = t(head.give_back_at ? who : `${who}_plain`, facts);
  return { words, look: who === "owner_you" ? "mine" : "theirs", sign: head.owner === "phone" ? "phone" : "person" };
}
