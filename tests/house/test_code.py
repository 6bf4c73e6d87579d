"""Rules about the code itself: sizes, names, who may import what, nothing left half done."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "webhook", "worker", "console")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEXTS = sorted(
    path
    for room in (*ROOMS, "tests", "docs", "deploy", ".ci")
    for path in (ROOT / room).rglob("*")
    if path.suffix in {".py", ".toml", ".js", ".css", ".html", ".md", ".sql", ".yml", ".conf", ".txt", ""}
    and path.is_file()
)
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 45, 6
LONGEST_TEST_FILE = 400  # a list of cases is read one case at a time
MOST_FILES_OF_A_MATTER = 40


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize(("files", "longest"), [(FILES, LONGEST_FILE), (TESTS, LONGEST_TEST_FILE)])
def test_no_file_is_longer_than_a_reader_likes(files: list[Path], longest: int) -> None:
    assert {
        name_of(path): lines for path in files if (lines := len(source(path).splitlines())) > longest
    } == {}


def test_no_room_of_the_dialogue_holds_more_than_a_newcomer_can_look_through() -> None:
    folders = Counter(path.parent for path in FILES if name_of(path).startswith("core/flows/"))
    assert {name_of(room): held for room, held in folders.items() if held > MOST_FILES_OF_A_MATTER} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert {
        f"{name_of(path)}:{function.name}": length
        for path in FILES
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    } == {}


def test_no_function_asks_for_more_than_it_can_explain() -> None:
    def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
        given = function.args
        names = [arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
        return [name for name in names if name not in ("self", "cls")]

    assert {
        f"{name_of(path)}:{function.name}": parameters(function)
        for path in FILES
        for function in functions(path)
        if len(parameters(function)) > MOST_PARAMETERS
    } == {}


def test_every_module_says_what_lives_in_it() -> None:
    silent = [name_of(path) for path in FILES if source(path).strip() and not ast.get_docstring(tree(path))]
    assert silent == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    drawers = {"utils.py", "helpers.py", "misc.py", "common.py", "models.py"}
    assert [name_of(path) for path in (*FILES, *TESTS) if path.name in drawers] == []


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "HA" + "CK"]) + r")\b")
    left = [name_of(path) for path in TEXTS if marks.search(source(path))]
    assert left == []


def test_only_the_bell_knows_the_queue() -> None:
    knowing = {
        name_of(path)
        for path in FILES
        if any(name.split(".")[0] in ("rq", "rq_scheduler") for name in imports(path))
    }
    assert knowing == {"core/base/bell.py"}


def test_only_the_stores_know_how_rows_are_kept() -> None:
    """Others may hold a session and recognise the engine's errors; tables and queries are the store's."""
    allowed = {"sqlalchemy.orm", "sqlalchemy.orm.Session", "sqlalchemy.exc"}
    strangers = {
        name_of(path): sorted(beyond)
        for path in FILES
        if not name_of(path).startswith(("core/store/", "core/local/"))
        and (
            beyond := {
                name
                for name in imports(path)
                if name.split(".")[0] == "sqlalchemy"
                and name not in allowed
                and not name.startswith("sqlalchemy.exc.")
            }
        )
    }
    assert strangers == {}


def test_the_domain_asks_nobody_what_time_it_is() -> None:
    clocks = re.compile(r"\.(now|today|utcnow)\(|\btime\.(time|monotonic)\(|\brandom\b|\bos\.environ\b")
    askers = [
        name_of(path)
        for path in FILES
        if name_of(path).startswith("core/domain/") and clocks.search(source(path))
    ]
    assert askers == []


def test_services_never_commit() -> None:
    enders = [
        name_of(path)
        for path in FILES
        if name_of(path).startswith(("core/services/", "core/flows/"))
        and re.search(r"\.(commit|rollback)\(|\btransaction\(|\bacross_hotels\(", source(path))
    ]
    assert enders == []


READ_THE_ENVIRONMENT = {
    "webhook/health.py": "the client library of the numbers looks there by itself; we only look whether it does",
}


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        name_of(path)
        for path in FILES
        if not name_of(path).startswith("core/local/") and re.search(r"os\.(environ|getenv)", source(path))
    }
    assert readers == set(READ_THE_ENVIRONMENT)


ACROSS_HOTELS = {
    "console/answers.py",
    "console/company.py",
    "console/pulse.py",
    "console/screens/here.py",
    "console/sessions.py",
    "console/signin.py",
    "console/steps.py",
    "console/team.py",
    "core/local/checkup/house.py",
    "core/local/demo/__main__.py",
    "webhook/api/cors.py",
    "webhook/ears.py",
    "webhook/health.py",
    "webhook/keeper.py",
    "webhook/mercadopago.py",
    "worker/api_keys.py",
    "worker/cashier.py",
    "worker/chores.py",
    "worker/labels.py",
    "worker/message_templates.py",
    "worker/open_hotel.py",
    "worker/open_payments.py",
    "worker/parcels.py",
    "worker/postman.py",
    "worker/pulse.py",
    "worker/relay.py",
    "worker/slow.py",
    "worker/think.py",
    "worker/tick.py",
    "worker/voice.py",
}


def test_only_those_listed_here_look_over_the_wall_between_hotels() -> None:
    """A new name in this list deserves a second look: whoever is on it can read every hotel's rows."""
    callers = {
        name_of(path)
        for path in FILES
        if name_of(path) != "core/store/db.py" and "across_hotels(" in source(path)
    }
    assert callers == ACROSS_HOTELS


def test_nobody_makes_sessions_past_the_wall() -> None:
    makers = re.compile(r"\b(Session|sessionmaker|scoped_session|create_engine)\(")
    found = {name_of(path) for path in FILES if makers.search(re.sub(r"class \w+\(.*", "", source(path)))}
    assert found == {"core/store/db.py", "core/store/migrate.py", "core/local/checkup/house.py"}


@pytest.mark.parametrize("room", ["console", "core/local/phone", "core/local/pay"])
def test_what_guests_write_never_becomes_markup(room: str) -> None:
    doors = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(")
    scripts = [path for path in (ROOT / room).rglob("*") if path.suffix in (".js", ".html")]
    assert [name_of(path) for path in scripts if doors.search(source(path))] == []


def test_pages_bring_everything_along() -> None:
    """No font, script or style comes from elsewhere: the house works offline and tells nobody of its visitors."""
    pages = [
        path
        for room in ("console", "core/local/phone", "core/local/pay")
        for path in (ROOT / room).rglob("*")
        if path.suffix in (".js", ".html", ".css")
    ]
    elsewhere = re.compile(
        r"""(src|href)=["']https?://|url\(["']?https?://|@import\s+["']?https?://|from\s+["']https?://"""
    )
    assert [name_of(path) for path in pages if elsewhere.search(source(path))] == []
