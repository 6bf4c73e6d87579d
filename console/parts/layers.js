// Which dialog lies on top: everything outside a modal one is out of reach, so what must be reached goes into it.
const open = [];
const listeners = new Set();

export function layOnTop(dialog) {
  dialog.showModal();
  open.push(dialog);
  dialog.addEventListener("close", () => {
    open.splice(open.indexOf(dialog), 1);
    changed();
  });
  changed();
}

export const top = () => open.at(-1) ?? null;

export const onLayers = (listener) => listeners.add(listener);

function changed() {
  for (const listener of listeners) listener();
}
