// The hotel's own topics by what it wrote, and what may be answered of each subject.
export const ANSWERS = { amenity: ["yes", "no", "paid"], policy: ["yes", "no", "paid", "told"], payment: ["yes", "no"], direction: ["told", "paid"], rule: ["told"], wifi: ["told"] };
export const SUBJECTS = ["amenity", "policy", "payment", "direction", "rule", "wifi"];

export function answerWords(app, fact) {
  const { t, money } = app;
  if (fact.answer === "paid") return [money.say(fact.price), fact.per ? t(`per_${fact.per}`) : ""].filter(Boolean).join(" ");
  return fact.answer === "told" ? "" : t(`answer_${fact.answer}`);
}
