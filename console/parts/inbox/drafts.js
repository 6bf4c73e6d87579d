// Half-written replies and notes, one pair per conversation, kept in this browser until they are sent.
export function draftsFor(me, hotel) {
  const prefix = `conserje:draft:${hotel.id}:${me.id}:`;
  const memory = new Map();

  function read(conversation) {
    let kept = memory.get(conversation);
    try { kept = JSON.parse(localStorage.getItem(prefix + conversation)) || kept; } catch { /* memory has it */ }
    return { mode: "reply", reply: "", note: "", saved: null, ...kept };
  }

  function write(conversation, draft) {
    const empty = !draft.reply && !draft.note && draft.mode === "reply";
    memory.set(conversation, draft);
    try {
      if (empty) localStorage.removeItem(prefix + conversation);
      else localStorage.setItem(prefix + conversation, JSON.stringify(draft));
    } catch { /* memory has it */ }
    if (empty) memory.delete(conversation);
  }

  // Another tab of the same person wrote; whoever is typing here decides whether to take it.
  function onElsewhere(listener) {
    const heard = (event) => {
      if (event.key?.startsWith(prefix)) {
        const conversation = Number(event.key.slice(prefix.length));
        if (!event.newValue) memory.delete(conversation);
        listener(conversation);
      }
    };
    window.addEventListener("storage", heard);
    return () => window.removeEventListener("storage", heard);
  }

  return { read, write, onElsewhere, has: (conversation) => Boolean(read(conversation).reply.trim()) };
}
