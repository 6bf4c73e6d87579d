// Calling attention: a sound, a number in the tab's title, and (if the person asked for it) a browser notification.
export function ringingFor({ t, hotel, open }) {
  const soundKey = "conserje:sound";
  let known = null;
  let audio = null;
  let titled = "";
  let calling = 0;

  const soundIsOn = () => localStorage.getItem(soundKey) !== "off";

  // The waiting conversations as of now; new ones ring, the first look never does.
  function waiting(calls, { mayRing }) {
    const fresh = known ? calls.filter((alert) => !known.has(alert.id)) : [];
    known = new Set(calls.map((alert) => alert.id));
    calling = calls.length;
    title();
    if (!fresh.length || !mayRing) return;
    if (soundIsOn()) chime();
    if (document.hidden) for (const alert of fresh) notify(alert);
  }

  // Said again whenever a screen has given the tab its own name.
  function title() {
    const plain = document.title.replace(/^\(\d+\) /, "");
    titled = calling ? `(${calling}) ${plain}` : plain;
    if (document.title !== titled) document.title = titled;
  }

  function chime() {
    try {
      audio ??= new AudioContext();
      if (audio.state === "suspended") audio.resume();
      for (const [delay, pitch] of [[0, 660], [0.16, 880]]) tone(audio.currentTime + delay, pitch);
    } catch { /* a browser without sound still shows the number */ }
  }

  function tone(at, pitch) {
    const wave = audio.createOscillator();
    const loudness = audio.createGain();
    wave.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, at);
    loudness.gain.exponentialRampToValueAtTime(0.07, at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.4);
    wave.connect(loudness).connect(audio.destination);
    wave.start(at);
    wave.stop(at + 0.42);
  }

  function notify(alert) {
    if (window.Notification?.permission !== "granted") return;
    const body = t("notify_body", { guest: alert.guest || t("no_name") });
    const shown = new Notification(`${t("notify_title")} · ${hotel.name}`, { body, tag: `conserje-${alert.id}`, icon: "/app/static/icon.svg" });
    shown.onclick = () => { window.focus(); if (alert.conversation) open(alert.conversation); shown.close(); };
  }

  const renamed = new MutationObserver(() => { if (document.title !== titled) title(); });
  if (document.querySelector("title")) renamed.observe(document.querySelector("title"), { childList: true });

  return {
    waiting,
    title,
    soundIsOn,
    toggleSound() {
      localStorage.setItem(soundKey, soundIsOn() ? "off" : "on");
      if (soundIsOn()) chime();
    },
    mayAsk: () => Boolean(window.Notification) && window.isSecureContext && Notification.permission === "default",
    ask: () => Notification.requestPermission(),
  };
}
