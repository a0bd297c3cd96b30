from __future__ import annotations
import turbohtml
from natodocs._html import _walk
from natodocs._source import Document
def read(source: str) -> Document:
    tree = turbohtml.parse(source, positions=False, scripting=True, allow_declarative_shadow_roots=False)
    r = _walk.render(tree)
    return Document(r.text, r.regions)
