"""A file of learned weights: the same arrays always make the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_LONG_AGO: Final = (2026, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, NDArray[Any]]) -> bytes:
    """Nothing of today's date or this machine goes in."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, part, version=(1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _LONG_AGO), held.getvalue())
    return whole.getvalue()
