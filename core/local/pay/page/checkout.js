// The checkout: what is paid, how, and how it ended; under it the tray that decides what happens.
import { el } from "/page/files/dom.js";
import { TONGUES, say, speak, spoken } from "/pay/files/words.js";

const linkId = new URLSearchParams(location.search).get("pref_id") ?? "";
const chosen = { way: "card", outcome: "approve", telling: "once", sum: "right" };
let link = null;
let ended = null;
let busy = false;
let problem = "";

const LATER = {
  in_process: ["approve", "reject", "tell_again"],
  approved: ["refund_part", "refund", "mediation", "chargeback", "fraud_alert", "tell_again"],
  in_mediation: ["refund", "chargeback", "tell_again"],
};
const SIGNS = { approved: "✓", rejected: "!", waiting: "…", over: "–" };

async function ask(path, body) {
  const wish = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, wish);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
}

async function look() {
  try {
    link = await ask(`/pay/links/${encodeURIComponent(linkId)}`);
  } catch {
    link = null;
  }
  draw();
}

const COUNTRIES = { ARS: "AR", UYU: "UY", CLP: "CL", BRL: "BR", MXN: "MX", USD: "US", EUR: "ES" };

function money(amount) {
  const whole = Number.isInteger(amount) ? 0 : 2;
  const style = { style: "currency", currency: link.currency, minimumFractionDigits: whole, maximumFractionDigits: whole };
  return new Intl.NumberFormat(`${spoken()}-${COUNTRIES[link.currency] ?? "AR"}`, style).format(amount);
}

async function pay(event) {
  event.preventDefault();
  if (busy) return;
  busy = true;
  problem = "";
  const holder = document.querySelector("#holder")?.value ?? "";
  draw();
  const twice = chosen.outcome === "pay_twice";
  const steered = chosen.outcome === "approve" && /OTHE|CONT|FUND|SECU|EXPI|FORM|CALL/i.test(holder);
  const body = { telling: chosen.telling, holder, times: twice ? 2 : 1, ...means() };
  if (!steered) body.outcome = twice ? "approve" : chosen.outcome;
  if (chosen.sum === "wrong") body.amount = String(link.total - 1);
  try {
    ended = await ask(`/pay/links/${encodeURIComponent(linkId)}/payments`, body);
  } catch (fault) {
    problem = fault.message;
  }
  busy = false;
  await look();
}

function means() {
  if (chosen.way === "money") return { method: "account_money", kind: "account_money" };
  if (chosen.way === "pix") return { method: "pix", kind: "bank_transfer" };
  return { method: "visa", kind: "credit_card" };
}

function draw() {
  document.documentElement.lang = spoken();
  document.querySelector("#note").textContent = say("note");
  document.querySelector("#tongues").replaceChildren(...TONGUES.map((name) =>
    el("button", { type: "button", "aria-pressed": String(name === spoken()), onclick: () => { speak(name); draw(); } }, name)));
  const held = document.querySelector("#holder")?.value;
  document.querySelector("#main").replaceChildren(...body());
  if (held && document.querySelector("#holder")) document.querySelector("#holder").value = held;
  document.querySelector("#lab").replaceChildren(...(link ? lab() : []));
}

function body() {
  if (!link) return [end("over", say("gone"), "")];
  if (ended) return [result()];
  if (!link.open) return [end("over", say("over"), say("over_more"), back())];
  return [summary(), form()];
}

function summary() {
  return el("div", { className: "card" },
    el("div", { className: "sum" }, el("h1", {}, link.title), el("strong", { id: "total" }, money(link.total))),
    el("p", { className: "seller" }, `${say("paying")} ${link.seller}`));
}

function form() {
  const ways = [["card", say("card"), "Visa · Mastercard · Amex"], ["money", say("money"), say("now")]];
  if (link.currency === "BRL" && !link.excluded.includes("bank_transfer")) ways.push(["pix", say("pix"), say("now")]);
  const minutes = Math.max(0, Math.ceil(link.closes_in / 60));
  return el("form", { className: "card", onsubmit: pay },
    el("h2", {}, say("how")),
    ways.map(([name, title, more]) => el("button", {
      type: "button", className: "way", "aria-pressed": String(chosen.way === name), onclick: () => { chosen.way = name; draw(); },
    }, el("i"), el("span", {}, title, el("small", {}, more)))),
    chosen.way === "card" && cardFields(),
    problem && el("p", { className: "fault", role: "alert" }, problem),
    el("button", { className: "main", id: "pay", type: "submit", disabled: busy }, say("pay", { amount: money(link.total) })),
    minutes < 10000 && el("p", { className: "safe" }, say("safe", { minutes })));
}

function cardFields() {
  return el("div", {},
    el("label", {}, say("number"), el("input", { inputmode: "numeric", autocomplete: "off", value: "4509 9535 6623 3704" })),
    el("label", {}, say("holder"), el("input", { id: "holder", autocomplete: "off", value: "APRO" })),
    el("div", { className: "pair" },
      el("label", {}, say("until"), el("input", { autocomplete: "off", value: "11/30" })),
      el("label", {}, say("code"), el("input", { inputmode: "numeric", autocomplete: "off", value: "123" }))));
}

function result() {
  const now = link.payments.find((one) => one.id === ended.id) ?? ended;
  if (now.status === "approved") return end("approved", say("approved"), say("approved_more", { id: now.id }), back());
  if (now.status === "rejected") {
    const again = el("button", { className: "main", id: "again", type: "button", onclick: () => { ended = null; look(); } }, say("again"));
    return end("rejected", say("rejected"), say(now.status_detail ?? now.detail), again, back());
  }
  return end("waiting", say("waiting"), say("waiting_more"), back());
}

function end(kind, title, more, ...actions) {
  return el("div", { className: `card end ${kind}`, id: "end" }, el("div", { className: "sign", "aria-hidden": "true" }, SIGNS[kind]),
    el("h1", {}, title), more && el("p", {}, more), actions);
}

function back() {
  return link?.back_to && /^https?:/.test(link.back_to) && el("a", { className: "quiet", href: link.back_to }, say("back"));
}

function lab() {
  return [el("details", { open: true }, el("summary", {}, say("lab")),
    chips("outcome", ["approve", "reject", "pending", "late", "pay_twice"]),
    chips("telling", ["once", "twice", "early", "never"]),
    chips("sum", ["right", "wrong"]),
    link.payments.length > 0 && el("p", { className: "small" }, say("made")),
    link.payments.map(made))];
}

function chips(name, values) {
  return el("fieldset", {}, el("legend", {}, say(name)), el("div", { className: "chips" }, values.map((value) => el("button", {
    type: "button", "data-choice": value, "aria-pressed": String(chosen[name] === value), onclick: () => { chosen[name] = value; draw(); },
  }, say(value)))));
}

function made(payment) {
  return el("div", { className: "row", "data-payment": String(payment.id) },
    el("b", {}, String(payment.id)), ` · ${payment.status} · ${payment.status_detail} · ${money(payment.transaction_amount)}`,
    el("div", { className: "chips" }, (LATER[payment.status] ?? ["tell_again"]).map((act) => el("button", {
      type: "button", "data-act": act, onclick: () => happens(payment, act),
    }, say(`do_${act}`)))));
}

async function happens(payment, act) {
  try {
    await ask(`/pay/payments/${payment.id}`, { act });
  } catch (fault) {
    problem = fault.message;
  }
  await look();
}

look();
setInterval(() => document.activeElement?.tagName !== "INPUT" && !busy && look(), 4000);
