// A screen of several leaves: one of them shown, arrow keys between their tabs, its name in the address unless it is the first.
import { set } from "./dom.js";

// `leaves` are { name, button, panel }; `choose(name)` is what a click on a button does.
export function leavesFor(leaves, choose) {
  const called = (name) => leaves.find((one) => one.name === name) ?? leaves[0];
  let open = null;

  function turn(name) {
    open = called(name);
    for (const one of leaves) {
      const here = one === open;
      one.panel.hidden = !here;
      set(one.button, "aria-selected", String(here));
      set(one.button, "tabindex", here ? "0" : "-1");
    }
    // On a telephone the strip is wider than the screen.
    open.button.scrollIntoView({ block: "nearest", inline: "nearest" });
    const url = new URL(location.href);
    if (open === leaves[0]) url.searchParams.delete("tab");
    else url.searchParams.set("tab", open.name);
    history.replaceState(history.state, "", url);
  }

  function walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    choose(leaves[(leaves.indexOf(open) + step + leaves.length) % leaves.length].name);
    open.button.focus();
  }

  return { turn, walk, get open() { return open; }, asked: called(new URLSearchParams(location.search).get("tab")).name };
}
