// What staff write again and again: a title, the words in each language, a picture where one helps. In Conversations a
// slash brings them up.
import { ask } from "../ask.js";
import { newToken } from "../deeds.js";
import { arrange, h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";
import { tooLarge } from "../photos.js";
import { languageMarks, textsFor } from "../texts.js";
import { bubbleOf } from "../bubble.js";

export function repliesFor(app) {
  const { root, t, tab } = app;
  const mayEdit = tab.may("edit_knowledge");
  let found = null;
  const rows = h("ul", { class: "rows replies-list" });
  const lesson = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("no_replies")), h("p", {}, t("no_replies_why")));
  const add = mayEdit ? h("button", { class: "button primary", onclick: () => edit(null) }, icon("plus"), t("add_reply")) : null;
  const element = h("div", { class: "replies-part" }, h("div", { class: "finding" }, h("p", { class: "small grow" }, t("replies_why")), add), lesson, h("div", { class: "group" }, rows));

  async function refetch() {
    found = await tab.wire.get("/api/replies");
    lesson.hidden = found.replies.length > 0;
    rows.parentNode.hidden = !found.replies.length;
    arrange(rows, found.replies.map((one) => h("li", {}, h("button", { class: "fact-row", onclick: () => edit(one) }, h("b", { dir: "auto" }, one.title), h("span", { class: "said", dir: "auto" }, one.texts[tab.lang] || one.texts.es || Object.values(one.texts)[0]), one.media ? h("span", { class: "chip" }, icon("image"), t("with_photo")) : h("span", {}), languageMarks(t, one.texts)))));
  }

  function edit(one) {
    const drawer = openDrawer(root, t, { title: one ? one.title : t("add_reply"), look: "broad" });
    const title = fieldFor(t, { name: "title", label: t("reply_title"), hint: t("reply_title_hint"), value: one?.title ?? "", required: true, most: found.limits.title });
    const texts = textsFor(t, { label: t("what_guests_read"), values: one?.texts ?? {}, most: found.limits.text, rows: 6, previews: true, onInput: preview });
    const file = h("input", { type: "file", id: "reply-picture", accept: "image/jpeg,image/png", onchange: () => { bare = false; if (!fits(file.files[0])) file.value = ""; drawPicture(); } });
    let bare = false;
    const seen = h("div", { class: "reply-picture" });
    const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    const save = h("button", { class: "button primary", type: "submit" }, t("save"));
    const away = one ? h("button", { class: "button quiet", type: "button", onclick: remove }, t("take_away")) : null;
    const form = h("form", { class: "editing", novalidate: true, onsubmit: submit }, title.element, texts.element, h("div", { class: "field" }, h("label", { for: "reply-picture" }, t("its_photo")), file, seen), trouble, mayEdit ? h("footer", {}, away, save) : null);
    if (!mayEdit) for (const control of form.querySelectorAll("input, textarea")) control.disabled = true;
    drawer.body.append(form);
    let id = one?.id ?? null;
    let version = one?.version ?? 0;
    drawPicture();
    preview();

    function fits(picture) {
      trouble.textContent = tooLarge(t, picture, found.limits.bytes);
      trouble.hidden = !trouble.textContent;
      return trouble.hidden;
    }

    function drawPicture() {
      const chosen = file.files[0];
      const kept = one?.media && !bare && !chosen;
      const source = chosen ? URL.createObjectURL(chosen) : kept ? `/api/media/${one.media}` : "";
      seen.replaceChildren(...(source ? [h("img", { src: source, alt: "" }), mayEdit ? h("button", { class: "button small quiet", type: "button", onclick: () => { file.value = ""; bare = true; drawPicture(); } }, icon("close"), t("no_photo")) : ""] : []));
    }

    function preview() {
      texts?.show((language) => { const words = texts.value()[language]; return words ? [bubbleOf(app, words)] : []; });
    }

    async function submit(event) {
      event.preventDefault();
      if (!title.check()) { title.focus(); return; }
      if (!texts.fits()) { texts.wrongOne()?.focus(); return; }
      save.disabled = true;
      const chosen = file.files[0];
      const deed = { name: `reply:${id ?? "new"}`, lane: "replies", path: id ? `/api/replies/${id}` : "/api/replies", body: { title: title.value(), texts: texts.value(), version } };
      try {
        ({ id } = await tab.act(deed, { quietly: true }));
        if (chosen || (bare && one?.media)) await tab.wire.send(`/api/replies/${id}/picture?${new URLSearchParams({ token: newToken() })}`, chosen ?? new Blob([]));
        drawer.close();
        tab.toast(t("reply_saved"));
      } catch (refused) {
        trouble.textContent = tab.refusal(refused);
        trouble.hidden = false;
        version = (await tab.wire.get("/api/replies").catch(() => null))?.replies.find((other) => other.id === id)?.version ?? version;
      }
      save.disabled = false;
      refetch().catch(() => null);
    }

    async function remove() {
      const sure = await ask(root, t, { title: t("reply_away", { what: one.title }), text: t("reply_away_text"), act: t("take_away"), look: "harm" });
      if (!sure) return;
      await tab.act({ name: `reply-away:${one.id}`, lane: "replies", path: `/api/replies/${one.id}/remove`, body: { version } }).then(() => drawer.close(), () => null);
      refetch().catch(() => null);
    }
  }

  return { element, refetch, opened: () => refetch().catch(() => null) };
}
