// Watches over the session: says when the person is active, and leaves when the session is over.
const LOOK_MS = 30_000;
const ACTS = ["pointerdown", "keydown", "wheel", "touchstart"];

export function watch(data, leave) {
  const everyMs = Math.min(30_000, (data.idle_seconds * 1000) / 6);
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("conserje") : null;
  let last = 0;
  let over = false;

  async function ask(method) {
    const answer = await fetch("/auth/ping", { method, headers: { accept: "application/json" } }).catch(() => null);
    if (answer?.status === 401) gone((await answer.json().catch(() => ({}))).why);
  }

  function gone(why) {
    if (over) return;
    over = true;
    leave(why);
  }

  function acted() {
    const now = Date.now();
    if (over || now - last < everyMs) return;
    last = now;
    ask("POST");
  }

  function heard(event) {
    if (event.data?.kind === "out") gone("out");
    if (event.data?.kind === "reload") location.reload();
  }

  const told = (event) => gone(event.detail?.why);
  const looked = () => { if (!document.hidden) ask("GET"); };
  for (const act of ACTS) window.addEventListener(act, acted, { passive: true, capture: true });
  document.addEventListener("conserje:gone", told);
  document.addEventListener("visibilitychange", looked);
  channel?.addEventListener("message", heard);
  const timer = setInterval(() => ask("GET"), Math.min(LOOK_MS, (data.idle_seconds * 1000) / 2));

  return {
    say: (message) => channel?.postMessage(message),
    end() {
      for (const act of ACTS) window.removeEventListener(act, acted, { capture: true });
      document.removeEventListener("conserje:gone", told);
      document.removeEventListener("visibilitychange", looked);
      clearInterval(timer);
      channel?.close();
    },
  };
}
