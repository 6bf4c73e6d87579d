// A day as people write it, in whatever language the console is shown: "27/11", "27 nov", "vie 27 nov 2026", "2711", "mañana".
const MONTHS = { ene: 1, jan: 1, feb: 2, fev: 2, mar: 3, abr: 4, apr: 4, may: 5, mai: 5, jun: 6, jul: 7, ago: 8, aug: 8, sep: 9, set: 9, oct: 10, out: 10, nov: 11, dic: 12, dec: 12, dez: 12 };
const FROM_TODAY = { hoy: 0, today: 0, hoje: 0, manana: 1, tomorrow: 1, amanha: 1, ayer: -1, yesterday: -1, ontem: -1 };
const DAY_MS = 86_400_000;
const END = "(?:[\\s/.,-]+(?:de\\s+|del\\s+)?(\\d{4}|\\d{2}))?$";
const SHAPES = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (year, month, day) => [day, month, year]],
  [new RegExp(`^(?:\\D+\\s)?(\\d{1,2})[\\s/.-]+(\\d{1,2})${END}`), (day, month, year) => [day, month, year]],
  [new RegExp(`^(?:\\D+\\s)?(\\d{1,2})[\\s/.-]*(?:de\\s+|of\\s+)?([a-z]{3,})${END}`), (day, month, year) => [day, MONTHS[month.slice(0, 3)], year]],
  [new RegExp(`^([a-z]{3,})[\\s.]+(\\d{1,2})${END}`), (month, day, year) => [day, MONTHS[month.slice(0, 3)], year]],
  [/^(\d{2})(\d{2})(\d{4}|\d{2})?$/, (day, month, year) => [day, month, year]],
];

// Answers "2026-11-27", or "" where no day is meant. Of several that could be meant it is the nearest to today.
export function readDay(written, today) {
  const text = written.trim().toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  if (text in FROM_TODAY) return moved(today, FROM_TODAY[text]);
  for (const [shape, facts] of SHAPES) {
    const found = shape.exec(text);
    const [day, month, year] = found ? facts(...found.slice(1)) : [];
    if (month) return nearest(Number(day), Number(month), year, today);
  }
  const alone = /^(?:\D+\s)?(\d{1,2})$/.exec(text);
  return alone ? nearestOf(around(today).map(([year, month]) => valid(year, month, Number(alone[1]))), today) : "";
}

function nearest(day, month, year, today) {
  if (year) return valid(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const now = Number(today.slice(0, 4));
  return nearestOf([now - 1, now, now + 1].map((one) => valid(one, month, day)), today);
}

const around = (today) => [-1, 0, 1].map((step) => { const [year, month] = today.split("-").map(Number); const at = new Date(Date.UTC(year, month - 1 + step, 1)); return [at.getUTCFullYear(), at.getUTCMonth() + 1]; });

function nearestOf(days, today) {
  const away = (day) => Math.abs(Date.parse(day) - Date.parse(today));
  return days.filter(Boolean).sort((one, two) => away(one) - away(two))[0] ?? "";
}

function valid(year, month, day) {
  const at = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : "";
}

const moved = (day, count) => new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
