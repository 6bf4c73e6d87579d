// The keyboard: j and k or the arrows walk the list, / searches, Enter opens, Esc goes back, Alt+H hands over.
const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export function keysFor(app, list) {
  function pressed(event) {
    const target = event.composedPath()[0];
    const typing = TYPING.has(target.tagName) || target.isContentEditable;
    if (event.altKey && event.code === "KeyH") return act(event, app.toggleOwner);
    if (event.key === "Escape") return typing ? act(event, () => leave(target)) : act(event, app.escape);
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const inList = list.holds(target) || target === document.body || target === document.documentElement;
    if (event.key === "j" || (event.key === "ArrowDown" && inList)) return act(event, () => list.walk(1));
    if (event.key === "k" || (event.key === "ArrowUp" && inList)) return act(event, () => list.walk(-1));
    if (event.key === "/") return act(event, list.search);
    if (["Enter", " "].includes(event.key) && list.holds(target)) {
      return act(event, () => app.open(Number(target.closest("[data-id]").dataset.id), { write: true }));
    }
    return undefined;
  }

  function act(event, what) {
    event.preventDefault();
    what();
  }

  function leave(target) {
    target.blur();
    list.walk(0);
  }

  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
