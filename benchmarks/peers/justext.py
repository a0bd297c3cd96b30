"""jusText, with the list of stop words of the language that `<html lang>` names: it asks for one."""

from __future__ import annotations

import re
from typing import Any

import justext

LANG = re.compile(r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2})", re.IGNORECASE)
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nb": "Norwegian_Bokmal", "nl": "Dutch", "no": "Norwegian_Bokmal", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
}  # fmt: skip
KNOWN = justext.get_stoplists()


def run(record: dict[str, Any], mode: str) -> dict[str, Any]:
    said = LANG.search(record["source"][:20_000])
    name = NAMES.get(said.group(1).lower(), "English") if said else "English"
    stop_words = justext.get_stoplist(name if name in KNOWN else "English")
    paragraphs = justext.justext(record["source"], stop_words)
    return {"body": "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)}
