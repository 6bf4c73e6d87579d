// Choosing a moment on the hotel's clock: in a while, tomorrow morning, or exactly then.
const MORNING = "09:00";

export function momentFields(app, label, ways) {
  const { t, clock } = app;
  const options = [...ways, "tomorrow", "at"].map((way) => ({ value: way, label: t(`moment_${way}`) }));
  return [
    { name: "when", kind: "choice", label, value: options[0].value, options },
    { name: "day", kind: "date", label: t("moment_day"), value: clock.plusDays(clock.key(clock.now()), 1), focus: false },
    { name: "time", kind: "time", label: t("moment_time"), value: MORNING, focus: false },
  ];
}
