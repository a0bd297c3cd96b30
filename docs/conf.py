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
    "tables",
]
exclude_patterns = ["_build"]
templates_path: list[str] = []

html_theme = "furo"
html_title = f"natodocs {version}"
html_static_path = ["_static"]
html_show_copyright = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_class_signature = "separated"  # the fields say more than the signature of `__init__` would
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


def show_as_code(
    _app: Sphinx, _env: BuildEnvironment, xref: pending_xref, text: nodes.Element
) -> nodes.Node | None:
    """Leave a name in single backticks, or of the standard library, as code where nothing is found for it."""
    standard = xref.get("reftarget", "").partition(".")[0] in {*sys.stdlib_module_names, "dt", "Any"}
    return text if xref.get("reftype") == "obj" or standard else None


def setup(app: Sphinx) -> None:
    """Tell Sphinx of what stands here."""
    app.connect("missing-reference", show_as_code, priority=900)  # after all that may find the name
