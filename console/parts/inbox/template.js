// When the channel's day is over: an approved message is chosen, its blanks are filled, and it is seen as it will be read.
import { ask } from "../ask.js";
import { known } from "../wording.js";

export async function sendTemplate(app) {
  const { t, tab, root } = app;
  const id = app.current;
  const seen = app.newest();
  const found = await tab.wire.get(`/api/conversations/${id}/templates`).catch(() => null);
  if (!found) { tab.toast(t("error_reconnecting"), { bad: true }); return; }
  if (!found.templates.length) { tab.toast(t("no_templates"), { bad: true }); return; }
  const options = found.templates.map((one) => ({ value: one.name, label: known(t, `template_${one.name}`, "template_other"), hint: read(one, one.words) }));
  const picked = options.length > 1 ? await ask(root, t, { title: t("template_pick"), text: t("template_pick_why"), fields: [{ name: "name", kind: "choice", label: t("template_which"), value: options[0].value, options }], act: t("template_go_on") }) : { name: options[0].value };
  const one = picked && found.templates.find((other) => other.name === picked.name);
  if (!one) return;
  const blanks = Object.entries(one.words);
  const words = await ask(root, t, {
    title: known(t, `template_${one.name}`, "template_other"),
    text: t("template_fill_why"),
    fields: blanks.map(([name, value], place) => ({ name, label: known(t, `blank_${name}`, "blank_other"), value, required: true, most: 300, focus: place === 0 ? undefined : false })),
    act: t("send"),
    onInput: (values, show) => show({ quote: { label: t("template_reads"), text: [read(one, values), ...one.buttons.map((button) => `[ ${button} ]`)].join("\n") } }),
  });
  if (!words || app.current !== id) return;
  tab.act({ name: `template:${id}`, lane: `conversation:${id}`, conversation: id, path: `/api/conversations/${id}/template`, body: { template: one.name, language: one.language, words, ...(seen ? { seen } : {}) } })
    .then(() => tab.toast(t("template_sent")), () => null);
}

// What stands on several lines goes out on one, as the channel wants it.
const line = (words) => words.split("\n").map((one) => one.trim()).filter(Boolean).join(" · ");
const read = (one, values) => one.body.replace(/\{(\w+)\}/g, (blank, name) => line(values[name] ?? "") || "…");
