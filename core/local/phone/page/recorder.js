// Records a voice note. Ogg/Opus where the browser can; otherwise WebM/Opus, which the phone re-boxes into Ogg.

import { el, iconButton, toast } from "./dom.js";
import { say } from "./words.js";

const WANTED = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/** Puts a recording bar in place of the composer; `done(blob)` is called only when the guest sends it. */
export async function record(place, done) {
  const type = window.MediaRecorder ? WANTED.find((one) => MediaRecorder.isTypeSupported(one)) : null;
  if (!type || !navigator.mediaDevices) return toast(say("micMissing"));
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
  } catch {
    return toast(say("micDenied"));
  }
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24000 });
  const pieces = [];
  let keep = false;
  const time = el("span", { className: "record-time", role: "timer" }, "0:00");
  const began = Date.now();
  const ticking = setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 250);
  const finish = (send) => { keep = send; recorder.stop(); };
  const bar = el("div", { className: "recording" }, iconButton("trash", say("cancel"), () => finish(false)),
    el("span", { className: "dot" }), time, el("span", { className: "grow" }), iconButton("send", say("send"), () => finish(true), "accent"));
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(ticking);
    stream.getTracks().forEach((track) => track.stop());
    place.hidden = false;
    bar.remove();
    if (keep) done(new Blob(pieces, { type }));
  });
  place.hidden = true;
  place.after(bar);
  recorder.start();
  return bar.querySelector("button:last-child").focus();
}
