"""The public API: every name with its signature is in `api.txt`, so that a change of it shows in review.

After a change that is meant, write the list anew: `python tests/test_api.py --write`.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import re
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import pyarrow as pa
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = Path(__file__).parent
LIST: Final = HERE / "api.txt"
MODULES: Final = ("natodocs", "natodocs.arrow", "natodocs.parse", "natodocs.warc")
KEYWORD: Final = re.compile("^(?:class|classmethod|constant|def|module|property) ")


def public_names() -> Iterator[tuple[str, object]]:
    """Yield every public name with what it stands for."""
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        for name in module.__all__:
            if name != "__version__":  # known only where the package is installed
                yield f"{module_name}.{name}", getattr(module, name)


def api() -> list[str]:
    """Return a line for every public name, attribute and member, sorted by name."""
    lines = [line for name, value in public_names() for line in describe(name, value)]
    return sorted(lines, key=lambda line: KEYWORD.sub("", line))


def describe(name: str, value: object) -> Iterator[str]:
    if isinstance(value, types.ModuleType):
        yield f"module {name}"
    elif inspect.isclass(value):
        bases = ", ".join(base.__name__ for base in value.__bases__ if base is not object)
        yield f"class {name}" + (f"({bases})" if bases else "")
        yield from members(name, value)
    elif inspect.isfunction(value):
        yield f"def {name}{signature(value)}"
    elif isinstance(value, pa.Schema):
        yield f"constant {name}: Schema"
        yield from (f"{name}.{field.name}: {field.type}" for field in value)
    else:
        raise AssertionError(f"{name} is {type(value).__name__}, of which no one knows how to write it down")


def members(name: str, cls: type) -> Iterator[str]:
    if issubclass(cls, enum.Enum):
        yield from (f"{name}.{member.name} = {member.value!r}" for member in cls)
        return
    if attrs.has(cls):
        for field in attrs.fields(cls):
            default = "" if field.default is attrs.NOTHING else f" = {field.default!r}"
            yield f"{name}.{field.name}: {shown(field.type)}{' (by name)' if field.kw_only else ''}{default}"
    else:
        yield from (f"{name}.{key}: {shown(kind)}" for key, kind in inspect.get_annotations(cls).items())
        if "__init__" in vars(cls):
            yield f"def {name}.__init__{signature(vars(cls)['__init__'])}"
    for key, value in vars(cls).items():
        function = value.__func__ if isinstance(value, classmethod) else value
        if isinstance(value, property) and value.fget is not None:
            yield f"property {name}.{key}: {shown(inspect.signature(value.fget).return_annotation)}"
        if not key.startswith("_") and inspect.isfunction(function):
            way = "classmethod" if isinstance(value, classmethod) else "def"
            yield f"{way} {name}.{key}{signature(function)}"


def signature(function: types.FunctionType) -> str:
    """Return a signature, the same on every Python."""
    found = inspect.signature(function)
    pieces, kinds = list[str](), [parameter.kind for parameter in found.parameters.values()]
    for number, parameter in enumerate(found.parameters.values()):
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.KEYWORD_ONLY not in kinds[:number]:
            pieces.append("*")
        typed = "" if parameter.annotation is parameter.empty else f": {shown(parameter.annotation)}"
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        pieces.append(f"{parameter.name}{typed}{default}")
        last_positional = parameter.POSITIONAL_ONLY not in kinds[number + 1 :]
        if parameter.kind is parameter.POSITIONAL_ONLY and last_positional:
            pieces.append("/")
    return f"({', '.join(pieces)}) -> {shown(found.return_annotation)}"


def shown(annotation: object) -> str:
    if isinstance(annotation, str):
        return annotation
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def test_api_is_as_written_down() -> None:
    assert api() == LIST.read_text(encoding="utf-8").splitlines(), "meant? python tests/test_api.py --write"


@pytest.mark.parametrize("module_name", MODULES)
class TestAll:
    """Every name in `__all__` can be imported, once, and nothing else is public."""

    def test_names_can_be_imported(self, module_name: str) -> None:
        module = importlib.import_module(module_name)
        assert [name for name in module.__all__ if name != "__version__" and not hasattr(module, name)] == []

    def test_names_are_sorted_and_unique(self, module_name: str) -> None:
        names = importlib.import_module(module_name).__all__
        assert names == sorted(set(names))

    def test_every_name_says_what_it_is(self, module_name: str) -> None:
        module = importlib.import_module(module_name)
        values = [getattr(module, name) for name in module.__all__ if name != "__version__"]
        assert [value for value in values if not inspect.getdoc(value)] == []


def test_nothing_else_is_public() -> None:
    """The modules of the package are private, but for `parse`, `arrow`, `warc` and the command line."""
    folder = Path(inspect.getfile(importlib.import_module("natodocs"))).parent
    modules = {
        path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {name for name in modules if not name.startswith("_")} == {"arrow", "parse", "warc"}


def test_unknown_names_are_attribute_errors() -> None:
    natodocs = importlib.import_module("natodocs")
    with pytest.raises(AttributeError, match="'paarse'"):
        _ = natodocs.paarse


def test_every_public_name_is_used_in_the_typing_test() -> None:
    text = (HERE / "typing" / "api.py").read_text(encoding="utf-8")
    names = [name.rpartition(".")[2] for name, _ in public_names()]
    assert [name for name in names if name not in text] == []


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        LIST.write_text("".join(line + "\n" for line in api()), encoding="utf-8")
    else:
        print("\n".join(api()))
