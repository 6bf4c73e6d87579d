// The place a booking has in the house: kept for a guest who asked for it, or given up for a while for others.
const at = (booking, verb) => ({ name: `${verb}:${booking.id}`, lane: `booking:${booking.id}`, path: `/api/plan/stays/${booking.id}/${verb}` });

async function done(card, deed) {
  try {
    await card.tab.act(deed);
    return true;
  } catch {
    return false;
  } finally {
    card.look();
  }
}

export async function setAside(card) {
  const { tab, t, found: { booking } } = card;
  const deed = { ...at(booking, "aside"), body: { version: booking.version } };
  if (!(await done(card, deed))) return;
  const back = () => done(card, { ...at(booking, "change-back"), body: { of: tab.lastToken(deed.name) } });
  tab.toast(t("did_aside"), { undo: back });
}

export async function fixRoom(card, fixed) {
  const { tab, t, found: { booking } } = card;
  const set = (value) => done(card, { ...at(booking, "fix"), body: { fixed: value } });
  if (await set(fixed)) tab.toast(t(fixed ? "did_fix" : "did_unfix", { room: booking.room }), { undo: () => set(!fixed) });
}
