// Asking the server. Everything that can go wrong has a kind, and every kind has words.
import { handOff } from "./hand.js";

export class Trouble extends Error {
  // kind: offline (no answer), away (try again soon), refused (no use trying again), gone (signed out)
  constructor(kind, error = "", reference = "", facts = {}) {
    super(error || kind);
    this.kind = kind;
    this.error = error;
    this.reference = reference;
    this.facts = facts;
  }
}

const PATIENCE_MS = 15_000;
const PATIENCE_FOR_FILES_MS = 120_000;

export function wireFor(hotelId) {
  async function call(path, options = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), options.body instanceof Blob ? PATIENCE_FOR_FILES_MS : PATIENCE_MS);
    let answer;
    try {
      answer = await fetch(path, { ...options, signal: stop.signal, headers: { accept: "application/json", ...options.headers } });
      if (answer.ok) return await answer.json();
    } catch {
      throw new Trouble("offline");
    } finally {
      clearTimeout(timer);
    }
    throw await troubleOf(answer);
  }

  return {
    // A file is sent as it is; what is said of it stands in the address.
    send: (path, file) => call(path, { method: "POST", headers: { "content-type": "application/octet-stream", "x-conserje": String(hotelId) }, body: file }),
    get: (path) => call(path).finally(handOff),
    post: (path, body) =>
      call(path, {
        method: "POST",
        headers: { "content-type": "application/json", "x-conserje": String(hotelId) },
        body: JSON.stringify(body),
      }),
  };
}

async function troubleOf(answer) {
  const said = await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    document.dispatchEvent(new CustomEvent("conserje:gone", { detail: { why: said.why } }));
    return new Trouble("gone");
  }
  if ([502, 503, 504].includes(answer.status)) return new Trouble("away", "reconnecting");
  if (answer.status >= 500) return new Trouble("away", said.error || "failed", said.reference || "");
  return new Trouble("refused", said.error || "unreadable", "", said.facts || {});
}
