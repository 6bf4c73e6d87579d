// What may be done about a guest; before harm it is said what will happen.
import { ask } from "../ask.js";
import { phoneWords, shownName } from "../people.js";

const TAGS = ["returning", "vip", "family", "couple", "business", "group", "long_stay"];
const LANGUAGES = ["", "es", "en", "pt"];

export function deedsFor(app, guest, { look, close }) {
  const { root, t, tab } = app;
  const name = shownName(guest, t);

  function send(deed, body, said, { over = false } = {}) {
    return tab.act({ name: `guest-${deed}:${guest.id}`, lane: `guest:${guest.id}`, path: `/api/guests/${guest.id}/${deed}`, body })
      .then(() => { tab.toast(t(said)); if (over) close(); else look(); app.look(); }, () => null);
  }

  const yesNo = (tag) => ({ name: tag, kind: "select", label: t(`tag_${tag}`), value: guest.tags.includes(tag) ? "yes" : "no", options: [{ value: "no", label: t("is_not") }, { value: "yes", label: t("is") }], focus: false });

  async function edit() {
    const said = await ask(root, t, {
      title: t("edit_title", { name }),
      fields: [
        { name: "name", label: t("name"), value: guest.name, most: 120 },
        { name: "language", kind: "select", label: t("language"), value: guest.language ?? "", options: LANGUAGES.map((one) => ({ value: one, label: one ? t(`language_${one}`) : t("language_unknown") })), focus: false },
        { name: "notes", kind: "area", label: t("notes"), hint: t("notes_hint"), value: guest.notes, most: 2000, focus: false },
        ...TAGS.map(yesNo),
      ],
      act: t("save"),
    });
    if (said) send("change", { name: said.name, language: said.language, notes: said.notes, tags: TAGS.filter((tag) => said[tag] === "yes") }, "did_save");
  }

  async function block() {
    const said = await ask(root, t, { title: t("block_title", { name }), text: t("block_why"), fields: [{ name: "reason", label: t("reason"), required: true, most: 200 }], act: t("block"), look: "harm" });
    if (said) send("block", said, "did_block");
  }

  const unblock = () => send("unblock", {}, "did_unblock");

  async function consent() {
    const mayWrite = Boolean(guest.opted_out);
    const said = await ask(root, t, { title: t(mayWrite ? "opt_in_title" : "opt_out_title", { name }), text: t(mayWrite ? "opt_in_why" : "opt_out_why"), act: t(mayWrite ? "opt_in" : "opt_out") });
    if (said) send("consent", { may_write: mayWrite }, "did_save");
  }

  // Found first, then shown what would move, and only then done.
  async function merge() {
    const sought = await ask(root, t, { title: t("merge_title", { name }), text: t("merge_find_why"), fields: [{ name: "q", label: t("merge_find"), required: true }], act: t("find") });
    if (!sought) return;
    const found = await tab.wire.get(`/api/guests?${new URLSearchParams({ q: sought.q })}`).catch(() => null);
    const others = (found?.rows ?? []).filter((one) => one.id !== guest.id).slice(0, 8);
    if (!others.length) { tab.toast(t("merge_nobody"), { bad: true }); return; }
    const picked = await ask(root, t, { title: t("merge_pick"), fields: [{ name: "other", kind: "choice", label: t("merge_which"), value: String(others[0].id), options: others.map((one) => ({ value: String(one.id), label: shownName(one, t), hint: [phoneWords(one.phone), t("stay_count", { n: one.stays })].filter(Boolean).join(" · ") })) }], act: t("see_what_moves") });
    if (!picked) return;
    const other = await tab.wire.get(`/api/guests/${picked.other}`).catch(() => null);
    if (!other) return;
    const lines = Object.entries(other.belongs).filter(([, count]) => count).map(([what, count]) => ({ label: t(`moves_${what}`), value: String(count) }));
    const sure = await ask(root, t, { title: t("merge_sure", { other: shownName(other, t), name }), text: t("merge_sure_why", { name }), lines, act: t("merge"), look: "harm" });
    if (!sure) return;
    const made = await tab.act({ name: `guest-merge:${guest.id}`, lane: `guest:${guest.id}`, path: `/api/guests/${guest.id}/merge`, body: { other: other.id } }).catch(() => null);
    if (!made) return;
    look();
    app.look();
    tab.toast(t("did_merge"), { undo: made.joining ? () => part({ id: made.joining, name: other.name, back: other.belongs }) : null });
  }

  // What goes back is said first, and that the rest stays.
  async function part(joining) {
    const other = shownName(joining, t);
    const lines = Object.entries(joining.back).filter(([, count]) => count).map(([what, count]) => ({ label: t("part_moves", { what: t(`moves_${what}`).toLocaleLowerCase() }), value: String(count) }));
    const sure = await ask(root, t, { title: t("part_title", { other }), text: t("part_why", { name }), lines, act: t("part") });
    if (!sure) return;
    const done = await tab.act({ name: `part:${joining.id}`, lane: `guest:${guest.id}`, path: `/api/joinings/${joining.id}/part`, body: {} }).catch(() => null);
    if (done) tab.toast(t("did_part"));
    look();
    app.look();
  }

  async function erase() {
    const lines = Object.entries(guest.belongs).filter(([, count]) => count).map(([what, count]) => ({ label: t(`moves_${what}`), value: t(["bookings", "payments"].includes(what) ? "stay_anonymous" : "goes_for_good", { n: count }) }));
    const said = await ask(root, t, { title: t("erase_title", { name }), text: t("erase_why"), lines, fields: [{ name: "typed", label: t("erase_type", { name: guest.typed }), required: true, most: 120 }], act: t("erase_now"), look: "harm" });
    if (said) send("erase", said, "did_erase", { over: true });
  }

  return { edit, block, unblock, consent, merge, part, erase };
}
