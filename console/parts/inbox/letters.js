// What could not be delivered or processed: the reason of each, and a button to try again.
import { h, icon } from "../dom.js";
import { letterWords, troubleWords } from "./wording.js";

export function openLetters(app, letters, refetch) {
  const { t } = app;
  const list = h("div", { class: "letters" });
  const dialog = h("dialog", { class: "drawer", "aria-label": t("letters") });
  const close = h("button", { class: "shut", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"));
  dialog.append(h("header", {}, h("h2", {}, t("letters")), close), list);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => dialog.remove());

  function draw(found) {
    const none = h("div", { class: "empty" }, h("h2", {}, t("letters_none")), h("p", {}, t("letters_none_hint")));
    list.replaceChildren(...(found.length ? found.map(letterElement) : [none]));
  }

  function letterElement(letter) {
    const parked = letter.state === "parked";
    const why = parked ? t("letter_parked") : letter.code ? troubleWords(t, letter.code) : letter.error || t("trouble_other");
    const open = letter.conversation ? h("button", { class: "button", onclick: () => { dialog.close(); app.open(letter.conversation); } }, t("alert_open")) : null;
    return h(
      "article",
      { class: parked ? "parked" : "" },
      h("p", { class: "what" }, h("b", {}, letterWords(t, letter)), h("time", { datetime: letter.at }, `${app.clock.day(letter.at)} ${app.clock.time(letter.at)}`)),
      letter.text ? h("p", { class: "quote", dir: "auto" }, letter.text) : null,
      h("p", { class: "why", title: letter.error || "" }, why, letter.code ? h("small", {}, ` ${t("trouble_code", { code: letter.code })}`) : null),
      h("p", { class: "acts" }, open, retryButton(letter, parked)),
    );
  }

  function retryButton(letter, parked) {
    if (!app.may("retry_letter") || parked) return null;
    const button = h("button", { class: "button" }, icon("retry"), t("retry"));
    button.addEventListener("click", () => {
      button.disabled = true;
      button.replaceChildren(icon("clock"), t("letter_retried"));
      if (letter.message) app.retry(letter.message);
      else app.revive(letter);
      setTimeout(async () => draw(await refetch()), 1200);
    });
    return button;
  }

  draw(letters);
  app.root.append(dialog);
  dialog.showModal();
}
