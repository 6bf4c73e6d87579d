// Rows of what waits for somebody: guests who wait for an answer, holds about to end, tasks, alerts.
import { ask } from "../ask.js";
import { giveTime } from "../booking/dialogs.js";
import { pay } from "../booking/paying.js";
import { dotted, h, icon } from "../dom.js";
import { shownName } from "../people.js";
import { alertWords, reasonWords } from "../wording.js";
import { asCard } from "./stays.js";

const SOON_MS = 15 * 60_000;

export function waitingRow({ t, tab }, row) {
  const since = t("waits_since", { time: tab.clock.since(row.waiting) });
  const about = [since, reasonWords(t, row.reason)].filter(Boolean).join(" · ");
  return {
    said: JSON.stringify([row.id, row.name, about, row.text]),
    draw: () => [h("button", { class: "line-open", onclick: () => tab.openConversation(row.id) }, h("b", { dir: "auto" }, shownName(row, t)), h("span", { class: "about" }, about), h("span", { class: "quote", dir: "auto" }, row.text))],
  };
}

export function holdRow(app, line) {
  const { t, tab, money } = app;
  const left = line.hold_until ? tab.clock.left(line.hold_until) : null;
  const words = left === null ? t("clock_stopped") : left > 0 ? t("hold_left", { left: tab.clock.until(line.hold_until), time: tab.clock.time(line.hold_until) }) : t("hold_is_over");
  const soon = left !== null && left < SOON_MS;
  const may = tab.may("take_money") && left !== 0;
  return {
    said: JSON.stringify([line, words, soon]),
    draw: () => [
      h("span", { class: "room-mark" }, line.room),
      h("button", { class: "line-open", onclick: () => tab.openBooking(line.code) }, h("b", { dir: "auto" }, shownName({ name: line.guest, phone: line.phone }, t)), h("span", { class: `about ${soon ? "soon" : ""}` }, words), dotted([t("from_to", { first: tab.clock.dayWords(line.check_in), last: tab.clock.dayWords(line.check_out) }), money.say(line.total)], { class: "about" })),
      h("span", { class: "pair" },
        tab.may("book") ? h("button", { class: "button small icon-only", "aria-label": t("act_give_time"), title: t("act_give_time"), onclick: () => giveTime(asCard(app, line)) }, icon("clock")) : null,
        may ? h("button", { class: "button small icon-only", "aria-label": t("act_pay"), title: t("act_pay"), onclick: () => pay(asCard(app, line)) }, icon("money")) : null),
    ],
  };
}

export function taskRow(app, task) {
  const { t, tab } = app;
  const mine = task.taken_by === tab.me.id;
  const busy = tab.deeds.busy(`take-task:${task.id}`) || tab.deeds.busy(`done-task:${task.id}`);
  const who = task.state === "taken" ? (mine ? t("task_mine") : t("task_taken", { name: task.taken_name || t("somebody") })) : t("task_open", { time: tab.clock.since(task.at) });
  const about = [task.room ? t("room_named", { room: task.room }) : "", task.guest, who].filter(Boolean).join(" · ");
  const doing = (verb) => () => tab.act({ name: `${verb}-task:${task.id}`, lane: `task:${task.id}`, path: `/api/tasks/${task.id}/${verb}` }).catch(() => null);
  const words = [h("b", { dir: "auto" }, task.what), h("span", { class: "about" }, about)];
  return {
    said: JSON.stringify([task, about, busy]),
    draw: () => [
      task.conversation ? h("button", { class: "line-open", onclick: () => tab.openConversation(task.conversation) }, words) : h("div", { class: "line-open" }, words),
      tab.may("work_tasks") ? h("span", { class: "pair" },
        mine ? null : h("button", { class: "button small", disabled: busy, onclick: doing("take") }, t("task_take")),
        h("button", { class: "button small", disabled: busy, onclick: doing("done") }, icon("check"), t("task_done"))) : null,
    ],
  };
}

export function alertRow({ t, tab }, alert) {
  const words = alertWords(t, alert);
  const shut = () => tab.act({ name: `alert:${alert.id}`, lane: `alert:${alert.id}`, path: `/api/alerts/${alert.id}/close` }).catch(() => null);
  const text = [h("b", {}, words), h("span", { class: "about" }, tab.clock.dayTime(alert.at))];
  return {
    said: JSON.stringify([alert.id, words, tab.clock.day(alert.at)]),
    draw: () => [
      alert.conversation ? h("button", { class: "line-open", onclick: () => tab.openConversation(alert.conversation) }, text) : h("div", { class: "line-open" }, text),
      tab.may("reply") ? h("button", { class: "button small quiet icon-only", "aria-label": `${t("close_alert")}: ${words}`, title: t("close_alert"), onclick: shut }, icon("close")) : null,
    ],
  };
}

let serial = 0;

export async function openTask({ t, tab, place }) {
  const answer = await ask(place, t, {
    title: t("add_tasks"),
    fields: [{ name: "what", kind: "area", label: t("task_what"), required: true, most: 500 }, { name: "room", label: t("task_room"), most: 40, focus: false }],
    act: t("task_add"),
  });
  if (answer) tab.act({ name: `new-task:${(serial += 1)}`, lane: "tasks", path: "/api/tasks", body: answer }).then(() => tab.toast(t("task_added")), () => null);
}
