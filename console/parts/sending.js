// Doing something whose words must not be kept in this browser (passwords, links, keys): sent at once, with a token of
// its own that stays the same when the person tries again, so that it happens once.
import { newToken } from "./deeds.js";

export function sendingFor(tab, t) {
  const token = newToken();

  // Answers { answer } or { problem }, in words.
  return async function send(path, body = {}) {
    try {
      return { answer: await tab.wire.post(path, { token, ...body }) };
    } catch (trouble) {
      if (trouble.kind === "refused") return { problem: tab.refusal(trouble) };
      return { problem: t(trouble.error === "failed" ? "error_failed" : "error_reconnecting", { reference: trouble.reference || "–" }) };
    }
  };
}

// What an outcome that was counted says: a wrong password, too many of them, a new one that is too weak.
export function whyNot(t, answer) {
  if (answer.done) return "";
  if (answer.weak) return answer.weak.map((one) => t(`weak_${one}`)).join(" ");
  return t(`proof_${answer.why}`, { minutes: answer.minutes });
}
