// What could not be delivered or processed: the reason of each, and a button to try again.
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { letterWords, troubleWords } from "./sentences.js";

export function openLetters(app, letters, refetch) {
  const { t } = app;
  const list = h("div", { class: "letters" });
  const drawer = openDrawer(app.root, t, { title: t("letters") });
  drawer.body.append(list);

  function draw(found) {
    const none = h("div", { class: "empty" }, h("h2", {}, t("letters_none")), h("p", {}, t("letters_none_hint")));
    list.replaceChildren(...(found.length ? found.map(letterElement) : [none]));
  }

  function letterElement(letter) {
    const parked = letter.state === "parked";
    const why = parked ? t("letter_parked") : letter.code ? troubleWords(t, letter.code) : t("letter_failed");
    const detail = letter.code ? t("trouble_code", { code: letter.code }) : letter.error;
    const open = letter.conversation ? h("button", { class: "button", onclick: () => { drawer.close(); app.open(letter.conversation); } }, t("alert_open")) : null;
    return h(
      "article",
      { class: parked ? "parked" : "" },
      h("p", { class: "what" }, h("b", {}, letterWords(t, letter)), h("time", { datetime: letter.at }, app.clock.dayTime(letter.at))),
      letter.text ? h("p", { class: "quote", dir: "auto" }, letter.text) : null,
      h("p", { class: "why", title: letter.error || "" }, why, detail ? h("small", {}, ` ${detail}`) : null),
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
}
