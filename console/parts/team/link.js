// A link that is shown this once: to copy, or to send by WhatsApp from the person's own telephone.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";

export function showLink(app, { link, title, words }) {
  const { root, t, tab } = app;
  if (!link) { tab.toast(t("link_gone"), { bad: true }); return null; }
  const copy = h("button", { class: "button", type: "button", onclick: () => copied() }, icon("copy"), t("copy_link"));
  const whatsapp = h("a", { class: "button", href: `https://wa.me/?text=${encodeURIComponent(`${words} ${link}`)}`, target: "_blank", rel: "noopener noreferrer" }, icon("chat"), t("by_whatsapp"));
  const shown = h("p", { class: "secret-link", tabindex: "0" }, link);

  async function copied() {
    try {
      await navigator.clipboard.writeText(link);
      tab.toast(t("copied"));
    } catch {
      getSelection().selectAllChildren(shown);
      tab.toast(t("copy_by_hand"));
    }
  }

  return ask(root, t, { title, text: t("link_once"), content: h("div", { class: "link-box" }, shown, h("div", { class: "acts" }, copy, whatsapp)), act: t("link_done") });
}
