// Where staff write: to the guest or a note to each other. A draft is never lost and never overwritten while typed.
import { h, icon, set } from "../dom.js";
import { atHandFor } from "./at_hand.js";
import { besideFor } from "./beside.js";
import { planReply } from "./later.js";
import { savedFor } from "./saved.js";
import { sendTemplate } from "./template.js";
import { banner, refusalWords, windowWords } from "./permission.js";

const NEAR = 400;
const LONGEST_CAPTION = 1024;

export function composerFor(app) {
  const { t, me, drafts, data } = app;
  let id = null;
  let head = null;
  let draft = { mode: "reply", reply: "", note: "" };

  const text = h("textarea", { rows: "1", dir: "auto", enterkeyhint: "send" });
  const replyTab = h("button", { type: "button", onclick: () => choose("reply") }, icon("chat"), t("mode_reply"));
  const noteTab = h("button", { type: "button", onclick: () => choose("note") }, icon("note"), t("mode_note"));
  const tabs = h("div", { class: "modes", role: "group", "aria-label": t("mode_label") }, replyTab, noteTab);
  const owner = h("div", { class: "banner", role: "status" });
  const refusal = h("p", { class: "refusal" });
  const approved = h("button", { class: "button primary approved", type: "button", hidden: true, onclick: () => sendTemplate(app) }, icon("mail"), t("template_write"));
  const left = h("span", { class: "left" });
  const count = h("span", { class: "characters", role: "status" });
  const keys = h("span", { class: "keys" });
  const send = h("button", { class: "button primary send", type: "submit" });
  const wait = h("button", { class: "button icon-only wait", type: "button", "aria-label": t("later_title"), title: t("later_title"), onclick: () => sendLater() }, icon("clock"));
  const picture = h("p", { class: "goes-along", hidden: true });
  const atHand = atHandFor(app);
  const saved = savedFor(app, { text, put: putSaved, things: atHand.things, cleared: () => { keep(); size(); limits(); } });
  const form = h("form", { class: "writing" }, tabs, refusal, approved, saved.element, picture, text, h("div", { class: "under" }, atHand.button, left, count, keys, wait, send), atHand.menu);
  const beside = besideFor(app);
  const element = h("section", { class: "composer", "aria-label": t("write") }, owner, beside.element, form);

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  text.addEventListener("input", () => { keep(); size(); limits(); beside.typed(text.value); });
  text.addEventListener("keydown", (event) => {
    if (draft.mode === "reply" && saved.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });

  const stop = drafts.onElsewhere((conversation) => {
    const typing = app.focusIn(element) === text && document.hasFocus();
    if (conversation === id && !typing) load();
  });

  function open(conversation) {
    keep();
    id = conversation;
    atHand.close();
    beside.open(conversation);
    head = null;
    load();
    draw();
  }

  // A saved reply is put where it is written; its picture goes along unless it is taken off.
  function putSaved(words, one) {
    text.value = words;
    draft.saved = one.media ? { id: one.id, media: one.media } : null;
    keep();
    drafts.write(id, draft);
    size();
    limits();
    drawPicture();
    text.focus();
  }

  function drawPicture() {
    const there = draft.mode === "reply" && draft.saved;
    picture.hidden = !there;
    if (there) picture.replaceChildren(h("img", { src: `/api/media/${there.media}`, alt: "" }), h("span", {}, t("photo_goes_along")), h("button", { type: "button", "aria-label": t("leave_photo"), onclick: () => { draft.saved = null; drafts.write(id, draft); drawPicture(); limits(); text.focus(); } }, icon("close")));
  }

  function load() {
    draft = drafts.read(id);
    text.value = draft[draft.mode];
    size();
    draw();
  }

  function keep() {
    if (id === null || draft[draft.mode] === text.value) return;
    draft[draft.mode] = text.value;
    drafts.write(id, draft);
  }

  function choose(mode) {
    keep();
    draft.mode = mode;
    drafts.write(id, draft);
    text.value = draft[mode];
    draw();
    size();
    text.focus();
  }

  function update(next) {
    head = next;
    draw();
  }

  function draw() {
    drawPicture();
    if (head) saved.speaks(head.language);
    const note = draft.mode === "note";
    const mayWrite = app.may("reply");
    form.hidden = !mayWrite;
    element.classList.toggle("noting", note);
    const barred = head && !note ? refusalWords(app, head) : "";
    drawOwner(mayWrite);
    refusal.textContent = barred;
    refusal.hidden = !barred;
    approved.hidden = !barred || head.opted_out || head.blocked;
    text.hidden = Boolean(barred);
    text.placeholder = t(note ? "write_note" : "write");
    text.setAttribute("aria-label", text.placeholder);
    set(replyTab, "aria-pressed", String(!note));
    set(noteTab, "aria-pressed", String(note));
    send.hidden = Boolean(barred);
    wait.hidden = Boolean(barred) || note;
    atHand.button.hidden = wait.hidden;
    if (send.dataset.mode !== draft.mode) {
      send.dataset.mode = draft.mode;
      send.replaceChildren(t(note ? "save_note" : "send"));
    }
    keys.textContent = barred ? "" : t(note ? "keys_note" : "keys");
    left.textContent = head && !barred && !note ? windowWords(app, head) : "";
    left.classList.toggle("late", Boolean(head?.closes) && app.clock.left(head.closes) < 4 * 3_600_000);
    limits();
  }

  function drawOwner(mayWrite) {
    owner.hidden = !head;
    if (!head) return;
    const { words, look, sign } = banner(app, head, mayWrite);
    const key = `${look}|${words}`;
    if (owner.dataset.key === key) return;
    owner.dataset.key = key;
    owner.className = `banner ${look}`;
    owner.replaceChildren(icon(sign), h("span", {}, words));
    if (!mayWrite) owner.append(h("span", { class: "viewer" }, t("viewer_only")));
  }

  function limits() {
    const most = draft.mode === "reply" && draft.saved ? LONGEST_CAPTION : data.limit;
    const room = most - text.value.trim().length;
    count.textContent = room < 0 ? t("over_limit", { n: -room }) : room < NEAR ? t("near_limit", { n: room }) : "";
    count.classList.toggle("over", room < 0);
    send.disabled = !text.value.trim() || room < 0;
    wait.disabled = send.disabled || Boolean(draft.saved);
  }

  function size() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, Math.round(innerHeight * 0.32))}px`;
  }

  function submit() {
    const body = text.value.trim();
    if (send.disabled || send.hidden || !body || id === null) return;
    const name = draft.mode;
    const along = name === "reply" ? draft.saved : null;
    text.value = "";
    draft[name] = "";
    if (name === "reply") draft.saved = null;
    drafts.write(id, draft);
    size();
    limits();
    drawPicture();
    app.write(name, id, body, along);
    beside.typed("");
    text.focus();
  }

  async function sendLater() {
    const [conversation, body] = [id, text.value.trim()];
    if (!(await planReply(app, body))) return;
    const kept = drafts.read(conversation);
    drafts.write(conversation, { ...kept, reply: "" });
    if (conversation === id) load();
    beside.typed("");
  }

  // A refused message comes back to where it was written, unless something else is being written there.
  function putBack(deed) {
    const kept = drafts.read(deed.conversation);
    if (kept[deed.name]) return;
    kept[deed.name] = deed.body.body;
    if (deed.along) kept.saved = deed.along;
    kept.mode = deed.name;
    drafts.write(deed.conversation, kept);
    if (deed.conversation === id) load();
  }

  return { element, open, close: beside.leave, update, draw, putBack, focus: () => { if (!text.hidden && !form.hidden) text.focus(); }, holds: (target) => target === text, end: () => { keep(); stop(); saved.end(); atHand.end(); beside.end(); }, me };
}
