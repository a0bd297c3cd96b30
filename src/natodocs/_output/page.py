"""Page: what a page holds, with its ways out. Each way is imported when it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from natodocs._types import PageData


@frozen
class Page(PageData):
    """All that was read from one page."""

    def to_dict(self) -> dict[str, Any]:
        """Return the page as plain dictionaries, lists, strings and numbers, ready for JSON.

        `Page.from_dict` turns it back without loss. The schema is in the package, `page.schema.json`.
        """
        from natodocs._output import export

        return export.to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dict` as JSON text.

        Args:
            indent: How many blanks a level is indented by; `None` puts all on one line.
        """
        from natodocs._output import export

        return export.to_json(self, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Page:
        """Rebuild a page from what `to_dict` gave, also after a way through JSON.

        Raises:
            ValueError: A key is missing or unknown, a value is of the wrong type, or a span does not fit the
                text; the message names the place, such as `blocks[3].span`.
        """
        from natodocs._output import export

        return export.from_dict(data, cls)

    def to_annotations(self) -> list[dict[str, Any]]:
        """Return the quotations as annotations in the Web Annotation Data Model of the W3C, ready for JSON-LD.

        Each has who said it as its body, and one target for each part, found by its words
        (`TextQuoteSelector`) and by its place in `text` (`TextPositionSelector`). Words in marks that nobody is
        quoted for are left out.
        """
        from natodocs._output import annotations

        return annotations.of(self)

    def to_html(self) -> str:
        """Return one self-contained HTML page that shows the source text with all that was found in it."""
        from natodocs._output.viewer import drawing

        return drawing.to_html(self)
