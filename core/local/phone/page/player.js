// A voice note that plays inside its bubble.

import { el, icon } from "./dom.js";
import { say } from "./words.js";

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** Quiet bars that look like a voice, always the same for the same message. */
function bars(seed) {
  const wave = el("span", { className: "wave", "aria-hidden": "true" });
  let number = [...seed].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 65521, 7);
  for (let index = 0; index < 34; index += 1) {
    number = (number * 75 + 74) % 65537;
    const bar = el("i");
    bar.style.height = `${18 + (number % 62) * (0.55 + 0.45 * Math.sin(index / 3))}%`;
    wave.append(bar);
  }
  return wave;
}

export function player(message, onplayed) {
  const sound = new Audio(message.media.src);
  sound.preload = "metadata";
  const wave = bars(message.id);
  const time = el("span", { className: "small" }, "0:00");
  const button = el("button", { type: "button", className: "round", "aria-label": say("play") }, icon("play"));
  const draw = () => {
    const length = Number.isFinite(sound.duration) ? sound.duration : 0;
    const share = length ? sound.currentTime / length : 0;
    [...wave.children].forEach((bar, index) => bar.classList.toggle("heard", index / wave.children.length < share));
    time.textContent = minutes(sound.paused && !sound.currentTime ? length : sound.currentTime);
  };
  const show = () => {
    button.replaceChildren(icon(sound.paused ? "play" : "pause"));
    button.setAttribute("aria-label", say(sound.paused ? "play" : "pause"));
  };
  button.addEventListener("click", () => (sound.paused ? sound.play().catch(() => {}) : sound.pause()));
  sound.addEventListener("play", () => { show(); onplayed(); });
  sound.addEventListener("pause", show);
  sound.addEventListener("ended", () => { sound.currentTime = 0; show(); draw(); });
  for (const event of ["timeupdate", "loadedmetadata", "durationchange"]) sound.addEventListener(event, draw);
  return el("div", { className: "voice" }, button, wave, time);
}
