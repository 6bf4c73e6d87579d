// Settings of the reviews, asked once more with what was written until it is right or thought better of.
import { ask } from "../ask.js";
import { sendingFor } from "../sending.js";

export const onTheHour = (hour) => `${String(hour).padStart(2, "0")}:00`;

// "00:00" to "23:00", to choose from.
export const everyHour = () => [...Array(24).keys()].map((hour) => ({ value: String(hour), label: onTheHour(hour) }));

export function settlingFor({ root, t, tab, look }) {
  return (title, text, fields, path, body) => {
    const sending = sendingFor(tab, t);
    return ask(root, t, { title, text, fields, act: t("save"), send: async (said) => {
      const { problem } = await sending(path, body(said));
      look();
      return problem;
    } });
  };
}
