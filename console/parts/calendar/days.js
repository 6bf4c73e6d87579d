// Days as whole numbers, hours as parts of them: what a chart reckons with. No clock and no time zone is in it.
const DAY = 86_400_000;

const known = new Map();

// The same few hundred days are asked for thousands of times while a chart is drawn.
export function serial(iso) {
  if (!known.has(iso)) known.set(iso, Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY));
  return known.get(iso);
}

export const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
export const weekdayOf = (day) => (day + 4) % 7;
export const isWeekend = (day) => [0, 6].includes(weekdayOf(day));

const hourOf = (written) => Number(written.slice(0, 2)) / 24 + Number(written.slice(3, 5)) / 1440;

// When a stay begins and ends by the house's hours: two stays clash when these overlap.
export function taken(stay, hours) {
  const arrive = Math.min(hourOf(hours.arrive), stay.early ? hourOf(stay.early) : 1);
  const leave = Math.max(hourOf(hours.leave), stay.late ? hourOf(stay.late) : 0);
  return [serial(stay.from) + arrive, serial(stay.to) + leave];
}

// Where a bar is drawn: from noon to noon, so that who leaves and who comes meet in one day; agreed hours as they are.
export function drawn(stay) {
  const begins = stay.early ? Math.min(0.5, hourOf(stay.early)) : 0.5;
  const ends = stay.late ? Math.max(0.5, hourOf(stay.late)) : 0.5;
  return [serial(stay.from) + begins, serial(stay.to) + ends];
}

export function labelsFor(lang) {
  const locale = lang === "en" ? "en-GB" : "es-AR";
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const [letter, brief, number, month, monthYear, long] = [
    format({ weekday: "narrow" }),
    format({ weekday: "short" }),
    format({ day: "numeric" }),
    format({ month: "long" }),
    format({ month: "long", year: "numeric" }),
    format({ weekday: "long", day: "numeric", month: "long" }),
  ];
  const short = format({ weekday: "short", day: "numeric", month: "short" });
  const at = (day) => new Date(day * DAY);
  const capital = (words) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
  const said = new Map();
  const once = (key, make) => { if (!said.has(key)) said.set(key, make()); return said.get(key); };
  return {
    letter: (day) => letter.format(at(day)).toLocaleUpperCase(locale),
    brief: (day) => capital(brief.format(at(day)).replace(".", "")),
    number: (day) => number.format(at(day)),
    month: (day, year) => capital((year ? monthYear : month).format(at(day))),
    long: (day) => once(`long ${day}`, () => capital(long.format(at(day)))),
    short: (day) => once(`short ${day}`, () => short.format(at(day)).replaceAll(".", "").replace(",", "")),
  };
}
