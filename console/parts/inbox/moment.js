// Choosing a moment on the hotel's clock: in a while, tomorrow morning, or exactly then.
const MORNING = "09:00";
const WAYS = ["hour", "four_hours", "tomorrow", "at"];

export function momentFields(app, label) {
  const { t, clock } = app;
  const then = { focus: false, only: (said) => said.when === "at" };
  const options = WAYS.map((way) => ({ value: way, label: t(`moment_${way}`) }));
  return [
    { name: "when", kind: "choice", label, value: options[0].value, options },
    { name: "day", kind: "date", label: t("moment_day"), value: clock.plusDays(clock.key(clock.now()), 1), ...then },
    { name: "time", kind: "time", label: t("moment_time"), value: MORNING, ...then },
  ];
}
