"""How the documentation is built; `nox -s docs` builds it."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as installed_version
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "docs" / "_ext"))
os.chdir(ROOT)  # the examples read `examples/`, as a reader does who stands in a clone

project = "natodocs"
author = "The natodocs developers"
copyright = author
release = installed_version("natodocs")
version = ".".join(release.split(".")[:2])

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "cost",
    "quality",
    "tables",
]
exclude_patterns = ["_build"]
templates_path: list[str] = []

html_theme = "furo"
html_title = f"natodocs {version}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_show_copyright = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = True
napoleon_numpy_docstring = False

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

doctest_global_setup = """
from pathlib import Path
from natodocs import parse
"""

# Names in single backticks are links where there is something to link to, and code where there is not.
default_role = "py:obj"

# The standard library's documentation is linked to where it can be looked up. The build must work without the
# network too, and be free of warnings there.
if os.environ.get("READTHEDOCS"):
    extensions.append("sphinx.ext.intersphinx")
    intersphinx_mapping = {"python": ("https://docs.python.org/3", None)}

nitpicky = True


def resolve(app: Sphinx, env: BuildEnvironment, xref: pending_xref, text: nodes.Element) -> nodes.Node | None:
    """Find a name in single backticks among the types, and leave what is no name of ours as code."""
    target = xref["reftarget"]
    if xref["reftype"] == "obj":
        document, full = xref["refdoc"], f"natodocs.{target}"
        return env.get_domain("py").resolve_xref(env, document, app.builder, "obj", full, xref, text) or text
    others = {*sys.stdlib_module_names, "dt", "Any", "pyarrow"}
    return text if target.partition(".")[0] in others or target == "natodocs.arrow.Answers" else None


def leave_bytes(_app: Sphinx, page: nodes.document) -> None:
    """Link no `bytes`: Sphinx takes the type for the field of `Limits`, which has the same name."""
    for xref in list(page.findall(pending_xref)):
        if xref["reftarget"] == "bytes":
            xref.replace_self(xref.children)


def hide_signature(_app: Sphinx, what: str, name: str, *_: object) -> tuple[str, None] | None:
    """Show no signature of what only parsers make: its fields follow anyway."""
    return ("", None) if what == "class" and name != "natodocs.Limits" else None


def keep(_app: Sphinx, what: str, name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Remember the docstring of a field as it is: napoleon takes what stands before a colon for a type."""
    if what == "attribute":
        kept[name] = lines.copy()


def put_back(_app: Sphinx, what: str, name: str, _object: object, _options: object, lines: list[str]) -> None:
    """Undo what napoleon did to the docstring of a field."""
    if what == "attribute":
        lines[:] = kept.pop(name)


kept: dict[str, list[str]] = {}


def setup(app: Sphinx) -> None:
    """Tell Sphinx of what stands here."""
    app.connect("missing-reference", resolve, priority=900)  # after all that may find the name
    app.connect("doctree-read", leave_bytes)
    app.connect("autodoc-process-signature", hide_signature)
    app.connect("autodoc-process-docstring", keep, priority=100)  # before napoleon
    app.connect("autodoc-process-docstring", put_back, priority=900)
