// What the list has heard of and not yet looked at. News say which conversation they are about, and then only that row
// is asked for; what says nothing of the kind, or may have been missed, leads to everything anew.
const MOST = 40;
// News of other screens: nothing in a row, a number or an alert of this one comes from them.
const ELSEWHERE = new Set(["beside", "booking", "prices", "room", "rooms", "knowledge", "saved_replies", "review", "question", "task", "case"]);
// No row, but the alerts and the numbers above the list.
const NUMBERS = new Set(["alert", "letter"]);

export function newsFor() {
  const ids = new Set();
  let all = true;

  return {
    // True when there is something to look at.
    heard(event) {
      if (event.conversation) ids.add(event.conversation);
      else if (ELSEWHERE.has(event.kind)) return false;
      else if (!NUMBERS.has(event.kind)) all = true;
      return true;
    },
    about: (more) => { for (const id of more) ids.add(id); },
    waiting: () => all || ids.size > 0,

    // The next rows to look at, or null where it has to be all of them.
    take() {
      if (all) return this.takeAll();
      const next = [...ids].slice(0, MOST);
      for (const id of next) ids.delete(id);
      return next;
    },

    takeAll() {
      all = false;
      ids.clear();
      return null;
    },

    putBack(only) {
      if (only) this.about(only);
      else all = true;
    },
  };
}
