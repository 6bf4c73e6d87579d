// What a person decides over the house's head: that it keeps quiet with one guest, or thinks again.
import { ask } from "../ask.js";
import { shownName } from "../people.js";
import { momentFields } from "./moment.js";

export async function pauseHouse(app, head) {
  const { t, tab } = app;
  const name = `pause:${head.id}`;
  const fields = [{ name: "reason", kind: "text", label: t("why_reason"), required: true, most: 200 }, ...momentFields(app, t("pause_until"))];
  const send = (said) => tab.act({ name, lane: `conversation:${head.id}`, conversation: head.id, path: `/api/conversations/${head.id}/pause`, body: said }, { quietly: true }).then(() => "", (trouble) => tab.refusal(trouble));
  const said = await ask(app.root, t, { title: t("pause_title", { name: shownName(head, t) }), text: t("pause_text"), fields, act: t("pause_act"), send });
  if (said) tab.toast(t("pause_done"), { undo: () => app.giveBack(head.id) });
}

export async function thinkAgain(app, line) {
  const { t, tab } = app;
  const fields = [{ name: "reason", kind: "text", label: t("why_reason"), required: true, most: 200 }];
  const deed = (body) => tab.act({ name: `again:${line.id}`, lane: `conversation:${app.current}`, conversation: app.current, path: `/api/messages/${line.id}/again`, body }, { quietly: true });
  let answered = false;
  const send = async (said) => {
    try {
      await deed({ ...said, although_answered: answered });
      return "";
    } catch (trouble) {
      if (trouble.error !== "answered_already") return tab.refusal(trouble);
      answered = true; // said now, and meant the next time
      return t("again_answered");
    }
  };
  const said = await ask(app.root, t, { title: t("again_title"), text: t("again_text"), fields, act: t("again_act"), send });
  if (said) tab.toast(t("again_done"));
}
