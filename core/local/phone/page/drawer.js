// The developer's drawer: what went over the wire, and trouble on order.

import { el, iconButton, toast } from "./dom.js";
import { ask, load, state } from "./store.js";
import { locale, say } from "./words.js";

const CODES = [131000, 131047, 131056, 130429, 131026, 132001, 190, 131053];
const drawer = document.getElementById("drawer");
const opened = new Set();
let waiting;

export const isOpen = () => !drawer.hidden;

export function toggle(open = drawer.hidden) {
  drawer.hidden = !open;
  document.body.classList.toggle("with-drawer", open);
  if (open) draw();
}

/** Called on every exchange; a busy line is drawn a few times a second at most. */
export function stir() {
  if (drawer.hidden || waiting) return;
  waiting = setTimeout(() => { waiting = null; drawWire(); }, 300);
}

async function draw() {
  const settings = await ask("GET", "/lab/settings");
  if (!settings) return;
  drawer.replaceChildren(
    el("header", {}, el("h2", {}, say("wires")), iconButton("close", say("close"), () => toggle(false))),
    el("p", { className: `pill ${state.subscription.state}` }, say(`subscription_${state.subscription.state}`)),
    el("p", { className: "small" }, subscriptionLine(state.subscription)),
    trouble(settings), el("h3", {}, say("wiresTitle")), el("ul", { className: "wire", id: "wire" }));
  drawer.setAttribute("aria-label", say("wires"));
  drawWire();
}

const subscriptionLine = ({ url, answered }) => `GET ${url}${answered ? ` → ${answered}` : ""}`;

function trouble(settings) {
  const latency = el("input", { type: "number", min: "0", max: "30", step: "0.1", value: String(settings.latency_seconds) });
  latency.addEventListener("change", () => ask("PATCH", "/lab/settings", { latency_seconds: Number(latency.value) }));
  const kind = el("select", {}, ["error", "late_error", "cut", "delay", "server_error"].map((one) => el("option", { value: one }, say(`fault_${one}`))));
  const code = el("select", { "aria-label": "code" }, CODES.map((one) => el("option", { value: String(one) }, String(one))));
  kind.addEventListener("change", () => { code.hidden = !kind.value.endsWith("error") || kind.value === "server_error"; });
  const order = async () => {
    const fault = { kind: kind.value, code: Number(code.value), seconds: 5 };
    if (await ask("POST", "/lab/faults", fault)) toast(say("ordered"));
  };
  return el("details", { className: "form" }, el("summary", {}, say("trouble")),
    el("label", {}, `${say("latency")} (s)`, latency), el("label", {}, say("nextFails"), kind), code,
    el("div", { className: "pair" }, el("button", { type: "button", className: "primary", onclick: order }, say("orderIt")),
      el("button", { type: "button", className: "quiet danger", onclick: startOver }, say("startOver"))));
}

async function startOver() {
  if (!window.confirm(say("startOverSure"))) return;
  await ask("POST", "/lab/reset");
  load();
}

async function drawWire() {
  const list = document.getElementById("wire");
  const exchanges = await ask("GET", "/lab/wire?last=40");
  if (!list || !exchanges) return;
  list.replaceChildren(...(exchanges.length ? exchanges.map(exchange) : [el("li", { className: "small" }, say("nothingYet"))]));
}

function exchange(one) {
  const good = one.status >= 200 && one.status < 300;
  const path = one.line.replace(/https?:\/\/[^/]+/, "");
  const details = el("details", { open: opened.has(one.number) },
    el("summary", {}, el("span", { className: `code ${good ? "good" : "bad"}` }, String(one.status || say("cut"))),
      el("span", { className: "grow" }, el("b", {}, say(one.kind === "api" ? "hotelCalled" : "phoneCalled")), el("span", { className: "small" }, path)),
      el("span", { className: "small when" }, new Date(one.at * 1000).toLocaleTimeString(locale(), { hourCycle: "h23" }), el("br"), `${one.milliseconds} ms`)),
    one.token ? el("p", { className: "small" }, `Authorization: ${one.token}`) : null,
    el("h4", {}, say("request")), el("pre", { tabindex: "0" }, one.request || "–"), el("h4", {}, say("answer")), el("pre", { tabindex: "0" }, one.answer || "–"));
  details.addEventListener("toggle", () => (details.open ? opened.add(one.number) : opened.delete(one.number)));
  return el("li", { className: one.kind }, details);
}
