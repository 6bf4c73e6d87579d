// What the person did and the server has not yet acknowledged. It lives in this browser's storage, so that neither
// a broken line nor a reload nor a new sign-in loses it; its token makes it happen once however often it is sent.
const PAUSES_MS = [700, 1500, 3000, 6000, 12_000];
const FAILURES_BEFORE_ASKING = 4;

export function deedsFor({ wire, me, hotel, onChange, onDone, onRefused }) {
  const prefix = `conserje:deed:${hotel.id}:${me.id}:`;
  const deeds = new Map();
  const running = new Set();
  let timer = null;

  function adopt() {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at);
      if (!key?.startsWith(prefix)) continue;
      try {
        const deed = JSON.parse(localStorage.getItem(key));
        if (!deeds.has(deed.token)) deeds.set(deed.token, deed);
      } catch {
        localStorage.removeItem(key);
      }
    }
  }

  function keep(deed) {
    deeds.set(deed.token, deed);
    try { localStorage.setItem(prefix + deed.token, JSON.stringify(deed)); } catch { /* it still lives in this page */ }
  }

  function drop(token) {
    deeds.delete(token);
    try { localStorage.removeItem(prefix + token); } catch { /* nothing was kept */ }
    onChange();
  }

  function start(deed) {
    const made = { token: newToken(), at: new Date().toISOString(), state: "sending", tries: 0, ...deed };
    keep(made);
    onChange();
    work();
    return made.token;
  }

  // Deeds in one conversation go in order; conversations do not wait for each other.
  function work() {
    clearTimeout(timer);
    const heads = new Map();
    for (const deed of [...deeds.values()].sort((one, two) => one.at.localeCompare(two.at))) {
      if (deed.state === "refused" || deed.state === "done") continue;
      if (!heads.has(deed.lane)) heads.set(deed.lane, deed);
    }
    for (const deed of heads.values()) if (!running.has(deed.lane)) send(deed);
  }

  async function send(deed) {
    running.add(deed.lane);
    try {
      const answer = await wire.post(deed.path, { token: deed.token, ...deed.body });
      deed.state = "done";
      try { localStorage.removeItem(prefix + deed.token); } catch { /* nothing was kept */ }
      if (!deed.shown) deeds.delete(deed.token);
      onDone(deed, answer);
    } catch (trouble) {
      failed(deed, trouble);
    } finally {
      running.delete(deed.lane);
      onChange();
    }
    if (deed.state === "done" || deed.state === "refused") work();
  }

  function failed(deed, trouble) {
    deed.tries += 1;
    const hopeless = trouble.kind === "refused" || (trouble.error === "failed" && deed.tries >= FAILURES_BEFORE_ASKING);
    if (hopeless) {
      deed.state = "refused";
      deed.error = trouble.error;
      deed.reference = trouble.reference;
      deed.facts = trouble.facts;
      if (deed.shown) keep(deed);
      else drop(deed.token);
      onRefused(deed);
      return;
    }
    deed.state = "waiting";
    keep(deed);
    const pause = PAUSES_MS[Math.min(deed.tries - 1, PAUSES_MS.length - 1)];
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  }

  function again(token) {
    const deed = deeds.get(token);
    if (!deed) return;
    Object.assign(deed, { state: "sending", tries: 0, error: "" });
    keep(deed);
    onChange();
    work();
  }

  const underWay = () => [...deeds.values()].filter((deed) => ["sending", "waiting"].includes(deed.state)).length;

  adopt();
  const online = () => work();
  window.addEventListener("online", online);
  return {
    start,
    again,
    drop,
    work,
    // Where one waits for the line, those that stand behind it wait as well.
    waiting: () => ([...deeds.values()].some((deed) => deed.state === "waiting") ? underWay() : 0),
    underWay,
    of: (conversation) => [...deeds.values()].filter((deed) => deed.shown && deed.conversation === conversation),
    busy: (name) => [...deeds.values()].some((deed) => deed.name === name && deed.state !== "refused"),
    arrived: (tokens) => { for (const token of tokens) if (deeds.get(token)?.state === "done") deeds.delete(token); },
    end: () => { clearTimeout(timer); window.removeEventListener("online", online); },
  };
}

// crypto.randomUUID exists on https and localhost only; a console in a hotel's own network may be on neither.
export function newToken() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
