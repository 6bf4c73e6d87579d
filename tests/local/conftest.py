"""A folder every account can enter, and a launcher of the stand-in house that never outlives its test."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.local.launching import LauncherRun


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """Unlike pytest's own folders this one can be entered by the account the stores run as under root."""
    folder = Path(tempfile.mkdtemp(prefix="cj-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with folder_for_all() as folder:
        yield folder


@pytest.fixture
def launcher(open_folder: Path) -> Iterator[LauncherRun]:
    run = LauncherRun(open_folder)
    yield run
    run.end()


@pytest.fixture(scope="module")
def neighbour() -> Iterator[LauncherRun]:
    """A house that is open before and after each test, whatever happens to one of its people in between."""
    with folder_for_all() as folder:
        run = LauncherRun(folder)
        yield run.open()
        run.end()
