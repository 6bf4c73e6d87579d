// One guest's phone: header, thread and composer, kept in step with the store.

import { bubble, failure, gist } from "./bubbles.js";
import { el, icon, iconButton, ticks, toast } from "./dom.js";
import { dayName, pickFile, prettyNumber } from "./formats.js";
import { record } from "./recorder.js";
import * as sheets from "./sheets.js";
import { asPhoto, blob } from "./stickers.js";
import { actAs, attachAs, changeGuest, chatOf, forwardClock, preparedNotes, sayAs, speakAs, state } from "./store.js";
import { say } from "./words.js";

export class Phone {
  constructor(guest) {
    this.guestId = guest.id;
    this.numberId = localStorage.getItem(`phone.hotel.${guest.id}`) ?? state.numbers[0].number_id;
    this.root = el("section", { className: "phone", "data-guest": guest.id });
    this.reply = this.editing = null;
    this.face = JSON.stringify({ ...guest, windows: null, known_by: null });
    this.atEnd = true;
    this.watcher = new ResizeObserver(() => this.settle());
    this.draw();
  }

  get guest() { return state.guests.get(this.guestId); }
  get number() { return state.numbers.find((one) => one.number_id === this.numberId) ?? state.numbers[0]; }
  get hotelName() { return this.number.name; }
  get messages() { return [...chatOf(this.guestId, this.number.number_id).values()].sort((one, other) => one.at - other.at); }

  find(id) { return chatOf(this.guestId, this.number.number_id).get(id); }
  say(type, content, quoted) { return sayAs(this.guestId, this.number.number_id, type, content, quoted ?? this.takeReply()); }
  act(act, more) { return actAs(this.guestId, this.number.number_id, act, more); }
  attach(file, name, extra) { return attachAs(this.guestId, file, name, { number_id: this.number.number_id, quoted: this.takeReply(), ...extra }); }

  takeReply() {
    const id = this.reply?.id ?? null;
    this.reply = null;
    this.drawQuoting();
    return id;
  }

  draw() {
    const { guest, number } = this;
    const named = guest.username ? `@${guest.username}` : prettyNumber(guest.wa_id);
    this.root.setAttribute("aria-label", guest.name);
    this.subtitle = el("span", { className: "small", "aria-live": "polite" }, say("business"));
    this.thread = el("ol", { className: "thread", tabindex: "0", "aria-label": `${guest.name} – ${number.name}` });
    this.thread.addEventListener("scroll", () => { this.atEnd = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 60; });
    this.watcher.disconnect();
    this.watcher.observe(this.thread);
    this.thread.addEventListener("load", () => this.settle(), true);
    this.banner = el("div", { className: "banner", hidden: true });
    this.root.replaceChildren(
      el("div", { className: "strip" }, el("b", {}, guest.name), el("span", {}, named), guest.offline ? icon("plane") : null),
      el("header", { className: "top" },
        el("button", { type: "button", className: "hotel", onclick: () => this.pickHotel(), "aria-label": `${say("chooseHotel")}: ${number.name}` },
          el("span", { className: "avatar" }, icon("bell")), el("span", { className: "grow" }, el("b", {}, number.name), this.subtitle), state.numbers.length > 1 ? icon("down") : null),
        iconButton("more", `${say("options")} ${guest.name}`, () => this.options())),
      this.thread, this.banner, this.composer());
    this.drawThread();
  }

  drawThread() {
    const nodes = [el("li", { className: "note" }, icon("lock"), say("encrypted"))];
    let day = "";
    const shown = this.messages.filter((message) => !this.isHeld(message));
    for (const message of shown) {
      const today = dayName(message.at, this.guest);
      if (today !== day) nodes.push(el("li", { className: "day" }, (day = today)));
      nodes.push(this.node(message));
    }
    if (!shown.length) nodes.push(el("li", { className: "empty" }, `${say("empty")} ${this.guest.name.split(" ")[0]}.`));
    this.thread.replaceChildren(...nodes);
    this.drawBanner();
    this.toEnd();
  }

  node(message) {
    const node = message.status === "failed" && !message.from_guest ? failure(message) : bubble(message, this);
    node.face = faceOf(message);
    return node;
  }

  /** On its way to a phone that is off: the guest cannot see it yet. */
  isHeld(message) {
    return !message.from_guest && !message.echo && ["accepted", "sent"].includes(message.status) && (this.guest.offline || this.guest.blocked.includes(message.number_id));
  }

  hear(message) {
    if (message.number_id !== this.number.number_id) return;
    if (!message.from_guest) this.typing(0);
    const old = this.thread.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
    if (this.isHeld(message)) return this.drawBanner();
    if (old && old.face === faceOf(message)) {
      old.querySelector(".ticks")?.replaceWith(ticks(message.status, say(`status_${message.status}`)));
    } else if (old) {
      old.replaceWith(this.node(message));
    } else {
      this.add(message);
    }
    return this.drawBanner();
  }

  /** A new bubble: at the end when it is the latest of the day, else everything in order again. */
  add(message) {
    const shown = this.messages.filter((one) => !this.isHeld(one));
    const before = shown.at(-2);
    if (shown.at(-1) === message && before && dayName(before.at, this.guest) === dayName(message.at, this.guest)) this.thread.append(this.node(message));
    else this.drawThread();
    this.thread.lastElementChild.classList.add("fresh");
    this.thread.append(...this.thread.querySelectorAll(".dots"));
    if (this.atEnd || message.from_guest) this.toEnd();
  }

  typing(seconds) {
    clearTimeout(this.typingTimer);
    this.subtitle.textContent = say(seconds ? "typing" : "business");
    this.subtitle.classList.toggle("typing", Boolean(seconds));
    this.thread.querySelector(".dots")?.remove();
    if (!seconds) return;
    this.thread.append(el("li", { className: "row theirs dots" }, el("span", { className: "bubble theirs", role: "img", "aria-label": say("typing") }, el("i"), el("i"), el("i"))));
    this.toEnd();
    this.typingTimer = setTimeout(() => this.typing(0), seconds * 1000);
  }

  drawBanner() {
    const { guest } = this;
    const held = this.messages.filter((message) => this.isHeld(message)).length;
    const blocked = guest.blocked.includes(this.number.number_id);
    this.banner.hidden = !guest.offline && !blocked;
    if (blocked) this.banner.replaceChildren(el("span", {}, say("blocked")), el("button", { type: "button", onclick: () => this.change({ blocked: guest.blocked.filter((one) => one !== this.number.number_id) }) }, say("unblock")));
    else this.banner.replaceChildren(icon("plane"), el("span", {}, held ? `${say("noNetwork")} · ${say("held")} ${held}` : say("noNetwork")));
    this.form.hidden = blocked;
  }

  composer() {
    this.quoting = el("div", { className: "quoting", hidden: true });
    this.text = el("textarea", { rows: 1, placeholder: say("write"), "aria-label": `${say("write")} (${this.guest.name})` });
    const send = iconButton("send", say("send"), () => this.sendText(), "accent send");
    const mic = iconButton("mic", say("record"), () => record(this.form, (sound) => this.attach(sound, "voice", { kind: "audio", voice: true })), "accent mic");
    const fit = () => {
      this.text.style.height = "auto";
      this.text.style.height = `${Math.min(this.text.scrollHeight, 130)}px`;
      this.form.classList.toggle("filled", Boolean(this.text.value.trim()));
    };
    this.text.addEventListener("input", fit);
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.sendText(); }
      if (event.key === "Escape") { this.reply = this.editing = null; this.drawQuoting(); }
    });
    this.fit = fit;
    this.form = el("form", { className: "composer", onsubmit: (event) => event.preventDefault() },
      iconButton("plus", say("attach"), () => this.attachments()), el("div", { className: "field" }, this.quoting, this.text), mic, send);
    return this.form;
  }

  async sendText() {
    const text = this.text.value.trim();
    if (!text) return;
    const editing = this.editing;
    this.editing = null;
    this.text.value = "";
    this.fit();
    const done = editing ? await this.act("edit", { message_id: editing.id, text }) : await this.say("text", { body: text });
    if (!done) { this.text.value = text; this.fit(); }
    this.drawQuoting();
    this.text.focus();
  }

  drawQuoting() {
    const what = this.editing ?? this.reply;
    this.quoting.hidden = !what;
    if (!what) return;
    const title = this.editing ? say("editing") : `${say("replyingTo")} ${what.from_guest ? say("you") : this.hotelName}`;
    this.quoting.replaceChildren(el("span", { className: "grow" }, el("b", {}, title), el("span", { className: "small" }, gist(what))),
      iconButton("close", say("cancel"), () => { this.reply = this.editing = null; this.drawQuoting(); }));
  }

  menu(message) {
    sheets.messageSheet(this.root, message, {
      react: (emoji) => this.act("react", { message_id: message.id, emoji }),
      reply: () => { this.reply = message; this.editing = null; this.drawQuoting(); this.text.focus(); },
      edit: () => { this.editing = message; this.reply = null; this.text.value = message.content.body; this.fit(); this.drawQuoting(); this.text.focus(); },
      erase: () => this.act("delete", { message_id: message.id }),
    });
  }

  tap(message, choice) { return this.act("tap", { message_id: message.id, choice }); }
  choose(message) { sheets.listSheet(this.root, message, (choice) => this.tap(message, choice)); }
  played(message) { if (!message.from_guest && message.status !== "played") this.act("status", { message_id: message.id, status: "played" }); }

  ask(message, what) {
    if (what === "location") sheets.locationSheet(this.root, (place) => this.say("location", place, message.id));
    else if (what === "contact") this.act("share_contact", { quoted: message.id });
    else sheets.flowSheet(this.root, (json) => this.say("interactive", { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: json } }, message.id));
  }

  attachments() {
    sheets.attachSheet(this.root, {
      photo: () => pickFile("image/*", async (file) => this.attach(await asPhoto(file), file.name, { kind: "image" })),
      document: () => pickFile("", (file) => this.attach(file, file.name, { kind: "document" })),
      location: () => sheets.locationSheet(this.root, (place) => this.say("location", place)),
      contact: () => sheets.contactSheet(this.root, this.guest, (cards) => this.say("contacts", cards), () => this.act("share_contact")),
      spoken: async () => { const offered = await preparedNotes(); if (offered) sheets.spokenSheet(this.root, offered, (note) => speakAs(this.guestId, this.number.number_id, note, this.takeReply())); },
      sticker: () => sheets.stickerSheet(this.root, async (name) => this.attach(await blob(name), `${name}.webp`, { kind: "sticker" })),
    });
  }

  options() {
    sheets.optionsSheet(this.root, this.guest, this.number.number_id, {
      change: (changes) => this.change(changes),
      forward: async () => { if (await forwardClock(this.guestId)) toast(say("forwarded")); },
      hotelWrites: () => sheets.textSheet(this.root, say("hotelWrites"), say("hotelText"), (text) => this.act("hotel_writes", { text })),
    });
  }

  change(changes) { return changeGuest(this.guestId, changes); }

  pickHotel() {
    sheets.hotelSheet(this.root, state.numbers, this.number.number_id, (numberId) => {
      this.numberId = numberId;
      localStorage.setItem(`phone.hotel.${this.guestId}`, numberId);
      this.reply = this.editing = null;
      this.draw();
    });
  }

  /** Every message moves a guest's window; only what can be seen is worth a new drawing. */
  refreshIfChanged(guest) {
    const face = JSON.stringify({ ...guest, windows: null, known_by: null });
    if (face !== this.face) this.refresh();
    this.face = face;
  }

  /** The guest changed; an open sheet and a half-written text stay. */
  refresh() {
    const [open, text] = [this.root.querySelector(".veil"), this.text.value];
    const focused = document.activeElement;
    this.draw();
    this.text.value = text;
    this.fit();
    if (open) { this.root.append(open); if (open.contains(focused)) focused.focus(); }
  }

  /** Pictures arrive after their bubble and push the end down. */
  settle() { if (this.atEnd) this.toEnd(); }

  toEnd() {
    requestAnimationFrame(() => {
      this.thread.scrollTop = this.thread.scrollHeight;
      this.atEnd = true;
    });
  }
}

/** Everything that can be seen of a message except its ticks. */
const faceOf = (message) => JSON.stringify({ ...message, status: message.status === "failed", callback: null });
