// Asks the house, a moment after the last letter, how guests of each language would read what is being written.
export function previewFor(app, draft, show) {
  let timer = null;
  let newest = 0;

  function ask() {
    clearTimeout(timer);
    timer = setTimeout(look, 220);
  }

  async function look() {
    const mine = (newest += 1);
    const found = await app.tab.wire.post("/api/knowledge/preview", { fact: draft() }).catch(() => null);
    if (mine === newest && found) show(found.told);
  }

  return { ask };
}
