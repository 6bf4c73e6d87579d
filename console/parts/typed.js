// What somebody has written in a place and nobody has sent: asked before the place is left, and before the page is.
const WRITTEN = "textarea, input:not([type=search], [type=radio], [type=checkbox], [type=file])";
const places = new Set();

// `leave` asks and closes the place; it answers whether it was left.
export function typedIn(place, leave) {
  const first = new Map();
  place.addEventListener("focusin", (event) => {
    const field = event.target;
    if (field.matches(WRITTEN) && !first.has(field)) first.set(field, field.value);
  });
  const made = {
    leave,
    some: () => [...first].some(([field, before]) => place.contains(field) && field.checkVisibility() && field.value.trim() && field.value !== before),
    forget: () => places.delete(made),
  };
  places.add(made);
  return made;
}

let leaving = false;

// Who is signed out has to go, whatever stands there.
export const mayLeave = () => { leaving = true; };

const written = () => [...places].find((one) => one.some());

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
