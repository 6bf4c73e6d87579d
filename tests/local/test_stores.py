"""The embedded stores are real servers, private, and come back whole after every kind of bad end."""

import multiprocessing
import os
import shutil
import signal
import stat
from pathlib import Path

import psutil
import psycopg
import pytest
import redis
from psycopg import sql

from core.local import children
from core.local.children import living_in
from core.local.stores import Stores, binaries, embedded_stores, rootless
from core.local.stores.places import all_folders, settle_in
from core.local.stores.postgres import Postgres
from core.local.stores.valkey import Valkey
from core.local.trouble import Trouble
from tests.local.launching import until

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="about being started as root")


def connect(stores: Stores) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(stores.database_url.replace("+psycopg", ""), autocommit=True)


def write_a_row(stores: Stores) -> None:
    with connect(stores) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('ñandú')")
    redis.Redis.from_url(stores.redis_url).incr("kept")


def rows(stores: Stores) -> tuple[object, int]:
    with connect(stores) as connection:
        count = connection.execute("SELECT count(*) FROM kept").fetchone()
    kept = redis.Redis.from_url(stores.redis_url, decode_responses=True).get("kept")
    return count[0] if count else None, int(str(kept))


def test_both_stores_answer_and_the_role_of_the_house_is_no_superuser(tmp_path: Path) -> None:
    with embedded_stores(tmp_path, durable=False) as stores:
        assert redis.Redis.from_url(stores.redis_url).ping()
        with connect(stores) as connection:
            row = connection.execute(
                "SELECT rolname, rolsuper, rolcreaterole, rolcanlogin "
                "FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    assert row == ("conserje", False, True, True)


def test_text_is_utf8_and_sorts_the_same_on_every_machine(tmp_path: Path) -> None:
    with embedded_stores(tmp_path, durable=False) as stores, connect(stores) as connection:
        row = connection.execute(
            "SELECT lower('ÑANDÚ'), 'Z' < 'a', pg_encoding_to_char(encoding) "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("ñandú", True, "UTF8")


def test_nothing_listens_on_the_network_and_sockets_are_private(open_folder: Path) -> None:
    with embedded_stores(open_folder, durable=False) as stores:
        for pid in (stores.postgres_pid, stores.valkey_pid):
            assert psutil.Process(pid).net_connections("inet") == []
        assert stat.S_IMODE((open_folder / "run").stat().st_mode) == 0o700


@pytest.mark.chaos
def test_what_was_written_is_there_at_the_next_start(open_folder: Path) -> None:
    with embedded_stores(open_folder) as stores:
        write_a_row(stores)
    with embedded_stores(open_folder) as stores:
        write_a_row(stores)
        assert rows(stores) == (2, 2)


def test_a_deep_folder_gets_its_sockets_elsewhere(open_folder: Path) -> None:
    deep = open_folder / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    sockets = settle_in(deep, durable=False).sockets
    with embedded_stores(deep, durable=False) as stores:
        assert redis.Redis.from_url(stores.redis_url).ping()
    assert deep not in sockets.parents
    assert not sockets.exists()


def test_ending_the_block_leaves_no_process(open_folder: Path) -> None:
    with embedded_stores(open_folder, durable=False) as stores:
        pids = (stores.postgres_pid, stores.valkey_pid)
    assert not any(psutil.pid_exists(pid) for pid in pids)
    assert living_in(open_folder / "postgres", ("postgres",)) == []


@pytest.mark.chaos
def test_a_pid_file_naming_a_stranger_does_not_stop_the_start(open_folder: Path) -> None:
    with embedded_stores(open_folder) as stores:
        write_a_row(stores)
    for number in (os.getpid(), 2**22 + 1):
        (open_folder / "postgres" / "postmaster.pid").write_text(f"{number}\n/elsewhere\n")
        with embedded_stores(open_folder) as stores:
            assert rows(stores) == (1, 1)


@pytest.mark.chaos
def test_stale_sockets_do_not_stop_the_start(open_folder: Path) -> None:
    with embedded_stores(open_folder) as stores:
        write_a_row(stores)
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock", "valkey.sock"):
        (open_folder / "run" / name).write_text(str(os.getpid()))
    with embedded_stores(open_folder) as stores:
        assert rows(stores) == (1, 1)


def test_a_half_made_cluster_is_made_again(open_folder: Path) -> None:
    half_made = open_folder / "postgres.new"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    with embedded_stores(open_folder, durable=False) as stores, connect(stores):
        pass


@pytest.mark.chaos
def test_killed_stores_come_back_with_their_data_while_a_session_still_hangs_on(open_folder: Path) -> None:
    with embedded_stores(open_folder) as stores:
        write_a_row(stores)
        with connect(stores) as session:
            numbers = session.execute("SELECT pg_backend_pid()").fetchone()
            assert numbers is not None
            backend = psutil.Process(int(str(numbers[0])))
            backend.suspend()
            os.kill(stores.postgres_pid, signal.SIGKILL)
            os.kill(stores.valkey_pid, signal.SIGKILL)
            with embedded_stores(open_folder) as again:
                assert rows(again) == (1, 1)
                assert not children.lives(backend)


@pytest.mark.chaos
def test_servers_left_alive_are_stopped_and_started_anew(open_folder: Path) -> None:
    places = settle_in(open_folder, durable=True)
    postgres = Postgres(places, open_folder / "p.log", durable=True)
    valkey = Valkey(places, open_folder / "v.log", durable=True)
    left = [children.start(store.program()) for store in (postgres, valkey)]
    until(lambda: postgres.answers() and valkey.answers(), what="the first servers answering")
    with embedded_stores(open_folder) as stores:
        assert all(child.poll() is not None for child in left)
        write_a_row(stores)
        assert rows(stores) == (1, 1)


@pytest.mark.chaos
def test_an_unreadable_valkey_log_is_put_aside_for_it_holds_no_truth(open_folder: Path) -> None:
    with embedded_stores(open_folder) as stores:
        write_a_row(stores)
    places = settle_in(open_folder, durable=True)
    for log in (places.valkey / "appendonlydir").glob("*.incr.aof"):
        log.write_bytes(b"this is no log" * 100)
    valkey = Valkey(places, open_folder / "valkey.log", durable=True)
    first = children.start(valkey.program())
    assert first.wait(10) != 0
    second = children.start(valkey.program())
    until(valkey.answers, what="valkey answering")
    assert children.stop(second, signal.SIGTERM)
    assert list(places.valkey.glob("unreadable-*"))


def test_a_cluster_of_another_version_is_refused_in_words(open_folder: Path) -> None:
    with embedded_stores(open_folder, durable=False):
        pass
    (open_folder / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(Trouble, match="written by Postgres 12"), embedded_stores(open_folder):
        pass


@pytest.mark.chaos
def test_two_databases_can_live_side_by_side(tmp_path: Path) -> None:
    with (
        embedded_stores(tmp_path / "one", durable=False) as one,
        embedded_stores(tmp_path / "two", durable=False) as two,
    ):
        with connect(one) as connection:
            connection.execute(sql.SQL("CREATE TABLE only_here (n int)"))
        with connect(two) as connection:
            assert connection.execute("SELECT to_regclass('only_here')").fetchone() == (None,)


@only_root
@pytest.mark.chaos
def test_under_root_a_folder_the_account_cannot_enter_is_left_as_it_is(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    data = closed / "data"
    before = os.umask(0o077)
    try:
        with embedded_stores(data) as stores:
            write_a_row(stores)
        with embedded_stores(data) as stores:
            assert rows(stores) == (1, 1)
    finally:
        os.umask(before)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert (data / "stores-are-elsewhere.txt").exists()
    for folder in all_folders(data):
        shutil.rmtree(folder)


@only_root
def test_under_root_a_program_the_account_cannot_reach_is_copied_for_it(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    program = shutil.copy2(binaries.valkey_program(), hidden / "valkey-server")
    owner = rootless.account_for(tmp_path / "nothing")
    assert owner is not None
    copied = rootless.reachable_copy(Path(program), "", owner)
    assert rootless.can_run(copied, owner)
    assert rootless.reachable_copy(Path(program), "", owner) == copied
    copied.unlink()


@only_root
@pytest.mark.chaos
def test_an_ordinary_user_gets_the_same_stores_and_no_account_is_asked_for(open_folder: Path) -> None:
    open_folder.chmod(0o777)
    nobody = 65534

    def as_nobody() -> None:
        os.setgroups([])
        os.setgid(nobody)
        os.setuid(nobody)
        with embedded_stores(open_folder / "data") as stores:
            write_a_row(stores)

    other = multiprocessing.get_context("fork").Process(target=as_nobody)
    other.start()
    other.join(60)
    assert other.exitcode == 0
    assert (open_folder / "data" / "postgres").stat().st_uid == nobody
