"""A screen's scripts in one file: each module once, after what it needs, and nothing that would not work there."""

from __future__ import annotations

import re

import pytest

from console.parts import assets
from console.parts.bundles import FRAME, Unbundled, bundles

WITHIN = re.compile(r"^const m\d+ = \(\(\) => \{ // (.+)$", re.MULTILINE)
PIECES = sorted(name for name in assets._files() if name.endswith("/main.js"))
FRAMED = WITHIN.findall(assets.text(FRAME))


@pytest.mark.parametrize("piece", PIECES)
def test_a_screen_brings_each_module_once_and_none_that_the_frame_has(piece: str) -> None:
    brought = WITHIN.findall(assets.text(piece))
    assert brought[-1] == piece and len(set(brought)) == len(brought)
    assert piece == FRAME or not set(brought) & set(FRAMED)
    assert not re.search(
        r"^(import .*\./(?!frame/main\.js)|export \w+ function)", assets.text(piece), re.MULTILINE
    )


def test_what_others_need_comes_before_them_and_keeps_its_names() -> None:
    made = bundles(
        {
            "frame/main.js": 'import { say as tell } from "../words.js";\nexport function mount() { tell(); }\n',
            "words.js": "export const SAID = 1;\nexport async function say() { return SAID; }\n",
            "inbox/main.js": 'import { SAID } from "../words.js";\nimport { Row } from "./row.js";\n'
            "export function mount() { return new Row(SAID); }\n",
            "inbox/row.js": "export class Row {}\n",
        }
    )
    assert made["frame/main.js"].splitlines() == [
        "const m0 = (() => { // words.js",
        "const SAID = 1;",
        "async function say() { return SAID; }",
        "return { SAID, say };",
        "})();",
        "const m1 = (() => { // frame/main.js",
        "const { say: tell } = m0;",
        "function mount() { tell(); }",
        "return { mount };",
        "})();",
        "export { m0, m1 };",
        "export const mount = m1.mount;",
    ]
    assert made["inbox/main.js"].splitlines()[0] == 'import { m0 } from "../frame/main.js";'
    assert WITHIN.findall(made["inbox/main.js"]) == ["inbox/row.js", "inbox/main.js"]


@pytest.mark.parametrize(
    ("script", "other", "why"),
    [
        ('import { a } from "../other.js";\n', 'import { mount } from "./frame/main.js";\n', "needs itself"),
        ('import { a } from "../another.js";\n', "", "another.js, which is not there"),
        ('import * as all from "../other.js";\n', "", "import \\* as all"),
        ('export { a } from "../other.js";\n', "", "export { a }"),
        ("export let count = 0;\n", "", "export let"),
        ('import { a } from "../other.js";\n', "export const a = import.meta.url;\n", "asks where it is"),
    ],
    ids=["round in a circle", "missing", "all of it", "passed on", "changes", "asks where it is"],
)
def test_what_cannot_be_put_into_one_file_stops_the_start_and_is_named(
    script: str, other: str, why: str
) -> None:
    with pytest.raises(Unbundled, match=why):
        bundles({"frame/main.js": script, "other.js": other})
