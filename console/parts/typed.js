// What somebody has written in a place and nobody has sent: asked before the place is left, and before the page is.
const WRITTEN = "textarea, input:not([type=search], [type=radio], [type=checkbox], [type=file])";
const places = new Set();

// `leave` asks and closes the place; it answers whether it was left.
export function typedIn(place, leave) {
  const first = new Map();
  const touched = new Set();
  place.addEventListener("focusin", (event) => {
    if (event.target.matches(WRITTEN)) made.begins(event.target);
  });
  place.addEventListener("input", (event) => touched.add(event.target));
  const made = {
    place,
    touched,
    leave,
    // Somebody is about to write there, or what they wrote before is put back.
    begins: (field) => { if (!first.has(field)) first.set(field, field.value); },
    some: () => [...first].some(([field, before]) => place.contains(field) && field.checkVisibility() && field.value.trim() && field.value !== before),
    forget: () => places.delete(made),
  };
  places.add(made);
  return made;
}

let leaving = false;

// Who is signed out has to go, whatever stands there.
export const mayLeave = () => { leaving = true; };

export const halfWritten = () => [...places].filter((one) => one.some());

const written = () => halfWritten()[0];

window.addEventListener("beforeunload", (event) => {
  if (!leaving && written()) event.preventDefault();
});

// The browser has gone back already when it says so: it is sent forward again, and goes back once somebody has said so.
let returning = false;
window.__conserjeWentBack = async (event) => {
  const place = event.isTrusted && !returning ? written() : null;
  if (!place && !returning) return;
  event.stopImmediatePropagation();
  if (returning) { returning = false; return; }
  returning = true;
  history.forward();
  if (await place.leave()) history.back();
};
