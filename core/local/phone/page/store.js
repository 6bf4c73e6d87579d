// What the page knows, kept fresh by server-sent events, and the calls it makes.

import { toast } from "./dom.js";
import { say } from "./words.js";

export const state = { numbers: [], guests: new Map(), chats: new Map(), presets: [], subscription: { state: "waiting" }, pending: 0 };
const listeners = new Set();

export const listen = (listener) => listeners.add(listener);
const tell = (event, data) => listeners.forEach((listener) => listener(event, data));
export const chatKey = (guestId, numberId) => `${guestId}/${numberId}`;

export function chatOf(guestId, numberId) {
  const key = chatKey(guestId, numberId);
  if (!state.chats.has(key)) state.chats.set(key, new Map());
  return state.chats.get(key);
}

function keep(message) {
  chatOf(message.guest_id, message.number_id).set(message.id, message);
}

export async function load() {
  const fresh = await ask("GET", "/page/state");
  if (!fresh) return;
  state.numbers = fresh.numbers;
  state.presets = fresh.presets;
  state.subscription = fresh.subscription;
  state.pending = fresh.pending;
  state.guests = new Map(fresh.guests.map((guest) => [guest.id, guest]));
  state.chats.clear();
  fresh.messages.forEach(keep);
  tell("all");
}

export function connect() {
  const events = new EventSource("/page/events");
  let lost = false;
  events.onopen = () => { if (lost) { lost = false; load(); } };
  events.onerror = () => { if (!lost) toast(say("lost")); lost = true; };
  const on = (name, act) => events.addEventListener(name, (event) => act(JSON.parse(event.data)));
  on("message", (message) => { keep(message); tell("message", message); });
  on("guest", (guest) => { const known = state.guests.has(guest.id); state.guests.set(guest.id, guest); tell(known ? "guest" : "all", guest); });
  on("typing", (typing) => tell("typing", typing));
  on("subscription", (subscription) => { state.subscription = subscription; tell("subscription"); });
  on("wire", ({ pending }) => { state.pending = pending; tell("wire"); });
  on("reload", () => load());
}

/** A JSON call; what the phone refuses is shown in its own words. */
export async function ask(method, path, body) {
  const options = { method };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) Object.assign(options, { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  try {
    const answer = await fetch(path, options);
    const data = await answer.json();
    if (answer.ok) return data;
    toast(data.error ?? answer.statusText);
  } catch {
    toast(say("lost"));
  }
  return null;
}

const path = (guestId, verb) => `/lab/guests/${encodeURIComponent(guestId)}${verb ? `/${verb}` : ""}`;

export const sayAs = (guestId, numberId, type, content, quoted = null) =>
  ask("POST", path(guestId, "say"), { number_id: numberId, type, content, quoted });

export const actAs = (guestId, numberId, act, more = {}) => ask("POST", path(guestId, "act"), { number_id: numberId, act, ...more });

export const changeGuest = (guestId, changes) => ask("PATCH", path(guestId), changes);

export const preparedNotes = () => ask("GET", "/lab/notes");

export const speakAs = (guestId, numberId, note, quoted = null) => ask("POST", path(guestId, "speak"), { number_id: numberId, note, quoted });

export const forwardClock = (guestId) => ask("POST", path(guestId, "forward"), { hours: 25 });

export function attachAs(guestId, blob, name, extra) {
  const form = new FormData();
  form.append("mime", blob.type || "application/octet-stream");
  form.append("extra", JSON.stringify(extra));
  form.append("file", blob, name);
  return ask("POST", path(guestId, "attach"), form);
}
