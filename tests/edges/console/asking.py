"""Starlette's test client without its advice about which HTTP library it would rather have."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient as Browser

__all__ = ["Browser"]
