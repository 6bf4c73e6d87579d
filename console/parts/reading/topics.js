// What facts are called: topics everybody knows by their words, the hotel's own by what it wrote.
export function topicName(app, subject, topic) {
  const { t } = app;
  const known = t(`topic_${subject}_${topic}`) || t(`topic_${topic}`);
  if (known) return known;
  const plain = topic.replace(/[-_]+/g, " ");
  return plain.charAt(0).toLocaleUpperCase() + plain.slice(1);
}
