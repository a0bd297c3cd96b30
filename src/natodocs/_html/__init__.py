"""HTML -> the text it renders to, what its markup says of that text, and what its head says of the article.

The only module that knows turbohtml. It is imported when a page is HTML.
"""

from __future__ import annotations

import turbohtml

from natodocs._html import _metadata, _walk
from natodocs._html._marks import MARKS
from natodocs._source import Document

__all__ = ["MARKS", "read"]


def read(source: str) -> Document:
    """Read a page of HTML."""
    # With scripting, <noscript> is no markup; shadow roots stay templates, which the walk goes into.
    tree = turbohtml.parse(source, positions=False, scripting=True, allow_declarative_shadow_roots=False)
    text, regions = _walk.render(tree)
    return Document(text, regions, _metadata.read(tree))
