"""Write `src/natodocs/page.schema.json`, the JSON Schema of what `Page.to_dict` gives.

    python tools/schema.py            writes it
    python tools/schema.py --check    fails where the committed one is no longer true

Types come from the annotations of `_types.py`, descriptions from its docstrings, limits from `_output/restore.py`.
msgspec would write such a schema too, but takes no field that is a date or a datetime.
"""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, get_args, get_origin

import attrs

from natodocs import _types
from natodocs._output import export, restore

TARGET: Final = Path(__file__).parent.parent / "src" / "natodocs" / "page.schema.json"

ABOUT: Final = (
    "A page as natodocs read it: its text, what each piece of the text is, and what was found in it. Spans"
    " count Unicode characters (code points) of `text` from 0, neither bytes nor UTF-16 units, and exclude"
    " their end. The text at a span stands beside it, so that there is no need to slice."
)
SPLITTER: Final = (
    "There only where the page has both halves of a surrogate pair as two characters: the character that"
    " stands between them in all strings here, and that is to be taken out before spans are used."
)
IN_JSON: Final = {"`None`": "`null`", "`Page.text`": "the `text` of the page"}


def main(arguments: list[str]) -> int:
    """Write the schema, or check the one that is there."""
    schema = json.dumps(page_schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments == ["--check"]:
        if TARGET.read_text(encoding="utf-8") == schema:
            return 0
        print(f"{TARGET.name} is not what the types say; run python tools/schema.py", file=sys.stderr)
        return 1
    TARGET.write_text(schema, encoding="utf-8", newline="\n")
    return 0


def page_schema() -> dict[str, Any]:
    """Return the schema."""
    definitions: dict[str, Any] = {}
    page = class_schema(_types.PageData, definitions)
    version = {"const": export.VERSION, "description": "Of this form; another number is another form."}
    splitter = {"type": "string", "minLength": 1, "maxLength": 1, "description": SPLITTER}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "natodocs page",
        **page,
        "description": ABOUT,
        "properties": {"version": version, **page["properties"], "splitter": splitter},
        "required": ["version", *page["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def class_schema(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one class; those of the classes it uses are added to the definitions."""
    said = docstrings()
    properties = {
        name: {**value_schema(of, name, definitions), "description": said[kind.__name__, name]}
        for name, of in (restore.fields(kind) | restore.computed(kind)).items()
    }
    return {
        "description": said[kind.__name__, ""],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def value_schema(of: Any, field: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what stands in one field."""
    if attrs.has(of):
        if of.__name__ not in definitions:
            definitions[of.__name__] = {}  # its place, in case the class uses itself
            definitions[of.__name__] = class_schema(of, definitions)
        return {"$ref": f"#/$defs/{of.__name__}"}
    if isinstance(of, type) and issubclass(of, StrEnum):
        definitions[of.__name__] = enum_schema(of)
        return {"$ref": f"#/$defs/{of.__name__}"}
    if dt.date in get_args(of):
        return {"type": "string", "pattern": f"^{restore.MOMENT}$"}
    if get_origin(of) is tuple:
        least = {"minItems": 1} if field in restore.NEVER_EMPTY else {}
        return {"type": "array", "items": value_schema(get_args(of)[0], field, definitions), **least}
    if type(None) in get_args(of):
        given = value_schema(restore.given(of), field, definitions)
        return (
            {**given, "type": [given["type"], "null"]}
            if "type" in given
            else {"anyOf": [given, {"type": "null"}]}
        )
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[of], **bounds(field)}


def enum_schema(of: type[StrEnum]) -> dict[str, Any]:
    """Return the schema of an enumeration, with what each member means."""
    said = docstrings()
    members = [{"const": member.value, "description": said[of.__name__, member.name]} for member in of]
    return {"description": said[of.__name__, ""], "type": "string", "oneOf": members}


def bounds(field: str) -> dict[str, int]:
    """Return the limits of a number."""
    low, high = restore.BOUNDS.get(field, (float("-inf"), float("inf")))
    named = {"minimum": low, "maximum": high}
    return {name: int(bound) for name, bound in named.items() if abs(bound) < float("inf")}


def docstrings() -> dict[tuple[str, str], str]:
    """Return the docstring of each class (under no name) and of each of its fields and members."""
    found = {}
    for kind in ast.parse(inspect.getsource(_types)).body:
        if not isinstance(kind, ast.ClassDef):
            continue
        found[kind.name, ""] = in_json(ast.get_docstring(kind) or "")
        for member in kind.body:
            if isinstance(member, ast.FunctionDef) and member.decorator_list:
                found[kind.name, member.name] = in_json(ast.get_docstring(member) or "")
        for field, said in zip(kind.body, kind.body[1:], strict=False):
            target = field.targets[0] if isinstance(field, ast.Assign) else getattr(field, "target", None)
            if isinstance(target, ast.Name) and isinstance(said, ast.Expr):
                found[kind.name, target.id] = in_json(ast.literal_eval(said.value))
    return found


def in_json(docstring: str) -> str:
    """Say in the words of JSON what a docstring says in those of Python."""
    sentences = re.split(r"(?<=\.)\s+", " ".join(docstring.split()))
    text = " ".join(sentence for sentence in sentences if "`str()`" not in sentence)
    for python, javascript in IN_JSON.items():
        text = text.replace(python, javascript)
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
