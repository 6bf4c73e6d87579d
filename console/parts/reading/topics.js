// What facts are called: topics everybody knows by their words, the hotel's own by what it wrote.
import { capital } from "../wording.js";

export function topicName(app, subject, topic) {
  const { t } = app;
  const known = t(`topic_${subject}_${topic}`) || t(`topic_${topic}`);
  if (known) return known;
  return capital(topic.replace(/[-_]+/g, " "));
}
