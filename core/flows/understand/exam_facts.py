"""How much of what messages name is heard: stays, who comes, rooms, hours, money, codes, addresses, names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from core.flows.understand.__main__ import as_row
from core.flows.understand.reading import Context, read

# There a field left out means that nobody said it; elsewhere it promises nothing.
_WHOLE: Final = frozenset({"fourth", "fifth"})
# There every kind of field may stand.
_ALL_KINDS: Final = _WHOLE | {"sixth", "seventh", "eighth"}
_SAYS_ALL: Final = {"stay": _WHOLE | {"stays"}, "people": _WHOLE | {"people"}}
_PLAIN: Final = ("rooms", "booking_code", "email", "phone", "name")
Row = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    """One thing to be heard, or (a kind that begins with "no ") not to be made up."""

    kind: str
    right: bool
    text: str
    said: str


def facts_of(path: Path) -> Iterator[Fact]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        now = datetime.fromisoformat(row["now"])
        context = Context(now=now, country=row["country"], hotel_language=row["lang"], language=row["lang"])
        heard = as_row(row["id"], read(row["text"], context))
        for kind, right, said in (*_stay(path, row, heard), *_named(path, row, heard)):
            yield Fact(kind, right, row["text"], said)


def _says_all(path: Path, kind: str) -> bool:
    return bool({path.stem, path.parent.name} & _SAYS_ALL[kind])


def _stay(path: Path, row: Row, heard: Row) -> Iterator[tuple[str, bool, str]]:
    if "stay" not in row:
        return
    got, meant = heard["stay"], row["stay"]
    pair = (got["check_in"], got["check_out"])
    offered = {(one["check_in"], one["check_out"]) for one in got.get("candidates", ())}
    said = f"{pair[0]} > {pair[1]}, {got['nights']} nights, offered {sorted(offered, key=str)}"
    if "within" in row:
        yield "stay", _about(row["within"], pair, offered), said
    elif row.get("candidates"):
        gold = {tuple(one) for one in row["candidates"]}
        gold |= {(meant["check_in"], meant["check_out"])} if meant else set()
        settled = pair in gold and not (row.get("must_ask") and not offered)
        yield "stay", settled or bool(offered & gold), said
    elif meant is not None:
        gold_pair = (meant["check_in"], meant["check_out"])
        right = pair == gold_pair and (any(gold_pair) or got["nights"] == meant["nights"])
        yield "stay", right or bool(row.get("candidates_ok") and gold_pair in offered), said
    elif _says_all(path, "stay"):
        yield "no stay", not any(pair) and not offered and not got["nights"], said


def _about(within: list[str], pair: tuple[Any, Any], offered: set[tuple[Any, Any]]) -> bool:
    """A time said roughly: nothing settled in silence, and what is offered touches that time."""
    if all(pair) and not offered:
        return False
    return any(one and within[0] <= one <= within[1] for ends in (*offered, pair) for one in ends)


def _named(path: Path, row: Row, heard: Row) -> Iterator[tuple[str, bool, str]]:
    found = heard["entities"]
    strict, whole, every = (
        _says_all(path, "people"),
        path.parent.name in _WHOLE,
        path.parent.name in _ALL_KINDS,
    )
    for field in ("adults", "children"):
        got = found.get(field)
        if field in row:
            yield field, (got or 0) == row[field], f"{field} {got}"
        elif strict and not row.get("adults") and not row.get("children"):
            yield f"no {field}", not got, f"{field} {got}"
    if "ages" in row:
        ages = found.get("child_ages", [])
        yield "ages", sorted(ages) == sorted(row["ages"]), f"ages {ages}"
    for field in _PLAIN if every else ():
        got = found.get(field)
        if field in row:
            yield field, _alike(field, got, row[field]), f"{field} {got}"
        elif whole and got is not None and not (field == "rooms" and got == 1):
            yield f"no {field}", False, f"{field} {got}"
    if not every:
        return
    times, amenities = found.get("times", []), set(found.get("amenities", []))
    money = [f"{one['amount']}{one['currency']}" for one in found.get("money", [])]
    for kind, gold, got in (("times", row.get("times"), times), ("money", row.get("money"), money)):
        wanted = [gold] if isinstance(gold, str) else gold
        if wanted or (whole and got):
            yield (kind if wanted else f"no {kind}"), _holds(wanted, got), f"{kind} {got}"
    if "amenities" in row:
        yield "amenities", set(row["amenities"]) <= amenities, f"amenities {sorted(amenities)}"


def _holds(wanted: list[str] | None, got: list[str]) -> bool:
    return set(wanted) <= set(got) if wanted else not got


def _alike(field: str, got: object, meant: object) -> bool:
    if field == "phone":
        return "".join(filter(str.isdigit, str(got))) == "".join(filter(str.isdigit, str(meant)))
    return str(got).casefold() == str(meant).casefold()


def report(paths: Iterable[Path], errors_of: frozenset[str] = frozenset()) -> str:
    """A line for each part, and what was misheard in the parts that may be looked at."""
    lines: list[str] = []
    right: dict[str, Counter[str]] = {}
    asked: dict[str, Counter[str]] = {}
    for path in paths:
        part = path.parent.name
        for fact in facts_of(path):
            asked.setdefault(part, Counter())[fact.kind] += 1
            right.setdefault(part, Counter())[fact.kind] += fact.right
            if part in errors_of and not fact.right:
                lines.append(f"  {fact.text}\n    {fact.kind}: {fact.said}")
    for part, kinds in asked.items():
        shares = ", ".join(f"{kind} {right[part][kind]}/{kinds[kind]}" for kind in sorted(kinds))
        lines.append(f"named, {part}: {shares}")
    return "\n".join(lines)
