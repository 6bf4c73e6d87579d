// Moments in the hotel's clock and the reader's language, whatever clock this computer has.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Days as the hotel writes them down ("2026-11-26"), without any clock: no time zone can move them.
function daysFor(locale, capital) {
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const [brief, dated, lengthy, weekday] = [format({ weekday: "short", day: "numeric", month: "short" }), format({ day: "numeric", month: "short" }), format({ weekday: "long", day: "numeric", month: "long" }), format({ weekday: "long" })];
  const [whole, month, letters] = [format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }), format({ month: "long", year: "numeric" }), format({ weekday: "short" })];
  const at = (day) => new Date(`${day}T00:00:00Z`);
  return {
    dayWords: (day) => brief.format(at(day)).replaceAll(".", "").replace(",", ""),
    // In another year than this one the year says more than the weekday.
    dayOfYear: (day, today) => (day.slice(0, 4) === today.slice(0, 4) ? brief.format(at(day)) : `${dated.format(at(day))} ${day.slice(0, 4)}`).replaceAll(".", "").replace(",", ""),
    // With all that tells it from every other day: what stands in a field.
    written: (day) => whole.format(at(day)).replaceAll(".", "").replaceAll(",", ""),
    monthName: (day) => capital(month.format(at(day))),
    weekdayLetters: (day) => letters.format(at(day)).replace(".", "").slice(0, 2),
    longDay: (day) => capital(lengthy.format(at(day))),
    weekday: (day) => capital(weekday.format(at(day))),
    plusDays: (day, count) => new Date(at(day).getTime() + count * DAY).toISOString().slice(0, 10),
    nightsBetween: (first, last) => Math.round((at(last) - at(first)) / DAY),
  };
}

let current = null;

// The clock of this browser tab, for parts that are made far from it.
export const clockOfTab = () => current;

export function clockFor(lang, timezone, t) {
  const locale = lang === "en" ? "en-GB" : "es-AR";
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options });
  const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const dayKey = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" });
  const weekday = format({ weekday: "short" });
  const short = format({ day: "numeric", month: "numeric", year: "2-digit" });
  const long = format({ weekday: "long", day: "numeric", month: "long" });
  const longYear = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const date = format({ day: "numeric", month: "long", year: "numeric" });
  const full = format({ dateStyle: "full", timeStyle: "short" });
  const days = daysFor(locale, (words) => capital(words));
  let skew = 0;

  const now = () => Date.now() + skew;
  const key = (at) => dayKey.format(new Date(at));
  const capital = (words) => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

  function day(at) {
    const then = key(at);
    if (then === key(now())) return t("today");
    if (then === key(now() - DAY)) return t("yesterday");
    const sameYear = then.slice(0, 4) === key(now()).slice(0, 4);
    return capital((sameYear ? long : longYear).format(new Date(at)));
  }

  // For the list: the hour today, the weekday this week, the date before.
  function stamp(at) {
    const then = key(at);
    if (then === key(now())) return hour.format(new Date(at));
    if (then === key(now() - DAY)) return t("yesterday");
    if (now() - new Date(at) < 6 * DAY) return capital(weekday.format(new Date(at)).replace(".", ""));
    return short.format(new Date(at));
  }

  function span(ms) {
    const minutes = Math.max(0, Math.floor(ms / MINUTE));
    if (minutes < 60) return t("minute", { n: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours >= 48) return t("day_count", { n: Math.floor(hours / 24) });
    return minutes % 60 && hours < 10 ? t("hour_minute", { h: hours, m: minutes % 60 }) : t("hour", { n: hours });
  }

  current = {
    now,
    day,
    key,
    stamp,
    span,
    ...days,
    // One moment as two facts; the brief one where a whole line is too long.
    dayTime: (at) => `${day(at)} ${hour.format(new Date(at))}`,
    briefDayTime: (at) => `${days.dayWords(key(at))}, ${hour.format(new Date(at))}`,
    time: (at) => hour.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    full: (at) => full.format(new Date(at)),
    // Today and tomorrow by their names, any other day by its date.
    when: (at) => {
      const name = { [key(now())]: "by_today", [key(now() + DAY)]: "by_tomorrow" }[key(at)];
      return name ? t(name, { time: hour.format(new Date(at)) }) : `${days.dayWords(key(at))} · ${hour.format(new Date(at))}`;
    },
    deadline: (at) => t(key(at) === key(now()) ? "by_today" : "by_tomorrow", { time: hour.format(new Date(at)) }),
    since: (at) => span(Math.max(MINUTE, now() - new Date(at))), // nobody says "for 0 minutes"
    until: (at) => span(new Date(at) - now()),
    left: (at) => new Date(at) - now(),
    serverSaid: (moment) => { skew = new Date(moment) - Date.now(); },
  };
  return current;
}
