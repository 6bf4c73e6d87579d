// A click is lost when its button is drawn anew between press and release, so what comes meanwhile waits for the hand.
const LONGEST_PRESS_MS = 1500;
const THEN_CLICK_MS = 30; // a browser clicks only after it has let go

let press = null;

function down() {
  const mine = {};
  mine.over = new Promise((on) => { mine.end = () => { if (press === mine) press = null; on(); }; });
  press?.end();
  press = mine;
  setTimeout(mine.end, LONGEST_PRESS_MS);
}

function up() {
  if (press) setTimeout(press.end, THEN_CLICK_MS);
}

window.addEventListener("pointerdown", down, { passive: true, capture: true });
for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, up, { passive: true, capture: true });

export async function handOff() {
  while (press) await press.over;
}
