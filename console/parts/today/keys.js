// The keyboard of the day: arrows walk through days, T comes back to today, arrows up and down walk through the rows.
const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export function keysFor(app, { walk }) {
  const { t, tab, root } = app;

  function pressed(event) {
    const path = event.composedPath();
    if (event.ctrlKey || event.metaKey || event.altKey || TYPING.has(path[0].tagName) || path.some((one) => one.tagName === "DIALOG")) return;
    const act = { ArrowLeft: () => walk(-1), ArrowRight: () => walk(1), t: () => walk(0), ArrowDown: () => step(1), ArrowUp: () => step(-1), j: () => step(1), k: () => step(-1) }[event.key];
    if (!act || path.some((one) => one.tagName === "NAV")) return;
    event.preventDefault();
    act();
  }

  function step(by) {
    const rows = [...root.querySelectorAll(".line-open")].filter((row) => row.tagName === "BUTTON" && row.offsetParent);
    const at = rows.indexOf(root.getRootNode().activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]?.focus();
  }

  tab.helpKeys = [["← →", t("key_days")], ["T", t("back_to_today")], ["J K", t("key_rows")], ["Enter", t("key_card")]];
  document.addEventListener("keydown", pressed);
  return () => { document.removeEventListener("keydown", pressed); tab.helpKeys = []; };
}
