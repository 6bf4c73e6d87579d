"""What the guests of `goals/` want can be read, and every conversation begins somewhere."""

from __future__ import annotations

from tests.flows.goals import talks
from tests.flows.goals.wants import parsed


def test_every_goal_can_be_held_against_what_happens() -> None:
    known = talks.settings()
    for file in talks.FILES:
        for talk in talks.talks(file):
            assert talk.setting in known, (file, talk.name)
            assert talk.goal and talk.lines and talk.wants, (file, talk.name)
            for alternatives in talk.wants:
                for want in alternatives:
                    parsed(want)


def test_no_two_guests_of_a_file_have_one_name() -> None:
    for file in talks.FILES:
        names = [talk.name for talk in talks.talks(file)]
        assert len(names) == len(set(names)), file
