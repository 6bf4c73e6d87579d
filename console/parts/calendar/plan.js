// What the chart knows: rooms, stays, and what follows from them. What was just moved counts before the server said so.
import { drawn, serial, taken } from "./days.js";

const STANDS = new Set(["held", "confirmed", "in_house", "blocked"]);

export function planOf(found, moved = new Map()) {
  const first = serial(found.first);
  const today = serial(found.today);
  const stays = found.stays.map((stay) => (moved.has(stay.id) ? { ...stay, ...moved.get(stay.id), moving: true } : stay));
  const byId = new Map(stays.map((stay) => [stay.id, stay]));
  const rooms = found.rooms;
  const roomById = new Map(rooms.map((room) => [room.id, room]));
  const typeById = new Map(found.types.map((kind) => [kind.id, kind]));
  const inRoom = new Map(rooms.map((room) => [room.id, []]));
  for (const stay of stays) if (!stay.aside) inRoom.get(stay.room)?.push(stay);
  for (const row of inRoom.values()) row.sort((one, two) => one.from.localeCompare(two.from) || one.id - two.id);
  const holidays = new Map(found.holidays.map((day) => [serial(day.on), day.name]));

  // A hold whose time is over gives way to whoever wants the room, let go or not.
  const now = Date.parse(found.now);
  const isOver = (stay) => stay.status === "held" && Boolean(stay.until) && Date.parse(stay.until) <= now;

  // Who would be in the way of a stay like this; null when nobody is.
  function rivalOf(wanted) {
    const [begins, ends] = taken(wanted, found.hours);
    return (inRoom.get(wanted.room) ?? []).find((other) => {
      if (other.id === wanted.id || !STANDS.has(other.status) || isOver(other)) return false;
      const [from, to] = taken(other, found.hours);
      return begins < to && from < ends;
    }) ?? null;
  }

  const isFree = (room, day) => !(inRoom.get(room) ?? []).some((stay) => stay.status !== "checked_out" && !isOver(stay) && serial(stay.from) <= day && day < serial(stay.to));
  const at = (room, day) => (inRoom.get(room) ?? []).find((stay) => serial(stay.from) <= day && day < serial(stay.to)) ?? null;

  // Rooms to sell, sold and free, night by night: of one type or of all.
  function nights(type = null) {
    const own = rooms.filter((room) => !room.out && (type === null || room.type === type));
    const ids = new Set(own.map((room) => room.id));
    const counted = Array.from({ length: found.days }, () => ({ rooms: own.length, sold: 0, blocked: 0 }));
    for (const stay of stays) {
      if (!ids.has(stay.room)) continue;
      const [from, to] = [Math.max(0, serial(stay.from) - first), Math.min(found.days, serial(stay.to) - first)];
      for (let night = from; night < to; night += 1) counted[night][stay.status === "blocked" ? "blocked" : "sold"] += 1;
    }
    return counted.map((one) => ({ ...one, free: one.rooms - one.sold - one.blocked }));
  }

  // What needs a look: no room on the day of arrival, a room out of order with a guest to come, who should have left.
  function troubleOf(stay) {
    if (stay.aside) return serial(stay.from) <= today + 1 ? "no_room" : "";
    if (stay.status === "in_house" && serial(stay.to) < today) return "overdue";
    if (stay.status === "confirmed" && serial(stay.from) < today) return "not_arrived";
    if (["held", "confirmed"].includes(stay.status) && roomById.get(stay.room)?.out) return "room_out";
    return stay.status !== "checked_out" && rivalOf(stay) ? "clash" : "";
  }

  // Bars of a room, each where it is drawn; where two meet within a day the first gives way to the second.
  function bars(room) {
    const row = (inRoom.get(room) ?? []).map((stay) => { const [from, to] = drawn(stay); return { stay, from: from - first, to: to - first }; });
    for (let place = 0; place + 1 < row.length; place += 1) {
      const [one, next] = [row[place], row[place + 1]];
      if (one.to > next.from && serial(one.stay.to) <= serial(next.stay.from)) one.to = Math.max(one.from + 0.2, next.from);
    }
    return row.filter((bar) => bar.to > 0 && bar.from < found.days);
  }

  return {
    ...found,
    first,
    today,
    stays,
    byId,
    roomById,
    typeById,
    holidays,
    rivalOf,
    isFree,
    at,
    nights,
    troubleOf,
    bars,
    aside: stays.filter((stay) => stay.aside && STANDS.has(stay.status)),
    last: first + found.days,
  };
}

export function paidState(stay) {
  if (stay.status === "blocked" || stay.total <= 0) return "";
  if (stay.paid >= stay.total) return "full";
  return stay.paid > 0 ? "part" : "none";
}
