// News from the server. One tab of a browser holds the stream and tells the others (browsers allow six connections
// to a server without HTTP/2); when the stream is of no use, everybody asks every few seconds instead.
const POLL_MS = 3000;
const SAFETY_MS = 60_000;
const REOPEN_MS = 2000;
// The server says at least every 15 seconds that it is still there; a line that says nothing is dead.
const SILENCE_MS = 40_000;

export function listen({ hotel, onNews, onState, onPulse, refetch }) {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`conserje-live-${hotel.id}`) : null;
  let source = null;
  let state = "";
  let pulse = "";
  let leads = false;
  let over = false;
  let release = null;
  let poll = null;
  let reopen = null;
  let heardAt = Date.now();

  function hear(event) {
    if (event.kind === "live" || event.kind === "fallback") {
      become(event.kind === "live" ? "live" : "polling");
      felt(event.pulse ?? "");
    } else if (event.kind === "over") refetch();
    else if (event.kind !== "still") onNews(event);
  }

  function become(next) {
    if (state === next || over) return;
    const back = next === "live";
    state = next;
    onState(state);
    clearInterval(poll);
    poll = back ? null : setInterval(refetch, POLL_MS);
    if (back) refetch();
  }

  // How the house is, as the server feels it; with the line to the server broken nobody knows.
  function felt(next) {
    if (pulse === next || over) return;
    const back = pulse === "away";
    pulse = next;
    onPulse(pulse);
    if (back) refetch();
  }

  function tell(event) {
    hear(event);
    channel?.postMessage(event);
  }

  function open() {
    if (over) return;
    source = new EventSource("/api/live");
    heardAt = Date.now();
    source.onmessage = (message) => {
      heardAt = Date.now();
      tell(JSON.parse(message.data));
    };
    source.onerror = () => {
      tell({ kind: "fallback" });
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(reopen);
      reopen = setTimeout(open, REOPEN_MS);
    };
  }

  function listenAnew() {
    if (over || !leads || Date.now() - heardAt < SILENCE_MS) return;
    source?.close();
    tell({ kind: "fallback" });
    open();
  }

  function lead() {
    leads = true;
    open();
    return new Promise((resolve) => { release = resolve; });
  }

  function heardFromTab(message) {
    if (message.data.kind === "which") {
      if (leads && state) channel.postMessage({ kind: state === "live" ? "live" : "fallback", pulse });
    } else if (!leads) hear(message.data);
  }

  channel?.addEventListener("message", heardFromTab);
  if (channel && navigator.locks) {
    navigator.locks.request(`conserje-live-${hotel.id}`, () => (over ? null : lead()));
    channel.postMessage({ kind: "which" });
  } else {
    lead();
  }
  const shown = () => { if (!document.hidden) refetch(); };
  document.addEventListener("visibilitychange", shown);
  window.addEventListener("online", refetch);
  const safety = setInterval(refetch, SAFETY_MS);
  const silence = setInterval(listenAnew, SILENCE_MS / 4);

  return {
    leads: () => leads,
    end() {
      over = true;
      source?.close();
      release?.();
      channel?.close();
      clearInterval(poll);
      clearInterval(safety);
      clearInterval(silence);
      clearTimeout(reopen);
      document.removeEventListener("visibilitychange", shown);
      window.removeEventListener("online", refetch);
    },
  };
}
