"""What the tests of workers share."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def _no_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare workers the import of the main module: it is pytest, which takes longer than most tests."""
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.delattr(sys.modules["__main__"], "__file__", raising=False)
