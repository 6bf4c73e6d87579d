// A deed on a booking, said to the server and, when it is done, to whoever did it.
// One click, one deed: the name keeps a second click from doing it again while the first is under way.
export async function act(card, verb, body = {}, { said = "", undo = null } = {}) {
  const { tab, t, found } = card;
  try {
    const answer = await tab.act({ name: `${verb}:${found.booking.id}`, lane: `booking:${found.booking.id}`, path: `/api/bookings/${found.booking.id}/${verb}`, body });
    if (said) tab.toast(t(said), { undo });
    card.look?.();
    return answer;
  } catch {
    card.look?.();
    return null;
  }
}

export const plain = (card, verb, said) => act(card, verb, {}, { said });
