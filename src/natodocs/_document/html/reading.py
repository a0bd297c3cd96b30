"""HTML -> the text it renders to, what its markup says of that text, and what its head says of the article.

The only module that knows turbohtml. It is imported when a page is HTML.
"""

from __future__ import annotations

import turbohtml

from natodocs._document.document import Document
from natodocs._document.html import metadata, render


def read(source: str) -> Document:
    """Read a page of HTML."""
    # With scripting, <noscript> is no markup; shadow roots stay templates, which the walk goes into.
    tree = turbohtml.parse(source, positions=False, scripting=True, allow_declarative_shadow_roots=False)
    text, regions = render.render(tree)
    return Document(text, regions, metadata.read(tree))
