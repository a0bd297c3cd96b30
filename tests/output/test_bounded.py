"""What is written of a page is bounded by its text, whatever stands on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from natodocs import Limits, arrow, parse
from shapes import IN_HTML, ON_PAGES, WRITTEN, WRITTEN_OF_NOTHING, repeated

if TYPE_CHECKING:
    from collections.abc import Callable

    from natodocs import Page

SIZE: Final = 5_000  # characters

OUTPUTS: Final[dict[str, Callable[[Page], int]]] = {
    "to_json": lambda page: len(page.to_json().encode()),
    "to_html": lambda page: len(page.to_html().encode("utf-8", "replace")),
    "to_annotations": lambda page: len(json.dumps(page.to_annotations())),
    "arrow": lambda page: arrow.batch([page]).nbytes,
}


def too_long(page: Page) -> list[str]:
    """Return what is written at too great a length."""
    most = WRITTEN * len(page.text.encode("utf-8", "replace")) + WRITTEN_OF_NOTHING
    written = {name: size(page) for name, size in OUTPUTS.items()}
    return [f"{name} has {size} bytes, over {most}" for name, size in written.items() if size > most]


@pytest.mark.slow
class TestOutputIsBounded:
    """JSON, the viewer, annotations and rows: a stated factor of the text."""

    @pytest.mark.parametrize("unit", ON_PAGES, ids=ascii)
    def test_text(self, unit: str) -> None:
        (text,) = repeated(unit, [SIZE])
        assert too_long(parse.page(text, media_type="text/plain")) == []

    @pytest.mark.parametrize("unit", IN_HTML, ids=ascii)
    def test_html(self, unit: str) -> None:
        (text,) = repeated(unit, [SIZE])
        assert too_long(parse.page(text, media_type="text/html")) == []

    def test_limits_lower_it(self) -> None:
        (text,) = repeated('"a" ', [SIZE])
        few = parse.page(text, limits=Limits(quotes=10))
        assert len(few.quotes) == 10
        assert len(few.to_json()) < 15 * len(text)
