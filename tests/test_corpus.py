"""The generated corpus of `benchmarks/corpus.py`: the same for the same seed, with the lengths of real pages."""

from __future__ import annotations

import gzip
import importlib.util
import os
import re
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from natodocs import Failure, UnsupportedMediaType, parse

pytestmark = pytest.mark.slow

SCRIPT: Final = Path(__file__).parent.parent / "benchmarks" / "corpus.py"


def load() -> Any:
    spec = importlib.util.spec_from_file_location("corpus", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = module  # attrs looks it up
    spec.loader.exec_module(module)
    return module


corpus: Final = load()


def test_the_same_pages_for_the_same_seed() -> None:
    first = list(corpus.pages(40, seed=3))
    assert first == list(corpus.pages(40, seed=3))
    assert first[:20] == list(corpus.pages(20, seed=3))
    assert first != list(corpus.pages(40, seed=4))


def test_the_same_pages_in_another_process() -> None:
    program = "import corpus, zlib; print([zlib.crc32(page.encoded()) for page in corpus.pages(30)])"
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(SCRIPT.parent), *sys.path])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize(("media", "table"), [("html", corpus.HTML), ("text", corpus.TEXT)])
def test_lengths_are_those_of_real_pages(media: str, table: tuple[int, ...]) -> None:
    lengths = sorted(len(page.source) for page in corpus.pages(300, media=media))
    assert 0.75 < statistics.median(lengths) / table[5] < 1.4


def test_pages_have_what_there_is_to_find() -> None:
    found = [parse.page(page.source) for page in corpus.pages(60)]
    assert {page.language for page in found} >= {"en", "de"}
    for what in ("title", "byline", "dateline", "published", "body", "quotes", "comments", "tags"):
        assert sum(bool(getattr(page, what)) for page in found) >= 6, what


def test_poison_is_spread_and_of_all_kinds() -> None:
    kinds = len(corpus.POISON)
    sound, bad = list(corpus.pages(10 * kinds)), list(corpus.pages(10 * kinds, poison=kinds))
    changed = [page.index for page, other in zip(sound, bad, strict=True) if page != other]
    assert changed == list(range(5, 10 * kinds, 10))
    assert max(len(page.source) for page in bad) == corpus.HUGE


def test_poison_costs_itself_alone() -> None:
    pages = list(corpus.pages(3 * len(corpus.POISON), poison=len(corpus.POISON), media="text"))
    answers = list(parse.pages([page.source for page in pages], workers=2))
    assert len(answers) == len(pages)
    for page, answer in zip(pages, answers, strict=True):
        if isinstance(answer, Failure):
            assert answer.index == page.index
            with pytest.raises(type(answer.error), match=re.escape(str(answer.error))):
                parse.page(page.source)
        else:
            assert answer == parse.page(page.source)
    assert {type(answer.error) for answer in answers if isinstance(answer, Failure)} >= {UnsupportedMediaType}


def test_written_to_files_and_archives(tmp_path: Path) -> None:
    pages = list(corpus.pages(5, poison=1))
    corpus.to_folder(pages, tmp_path / "folder")
    assert [path.read_bytes() for path in sorted(tmp_path.rglob("*.*"))] == [page.encoded() for page in pages]
    corpus.to_warc(pages, tmp_path / "pages.warc.gz")
    unpacked = gzip.decompress((tmp_path / "pages.warc.gz").read_bytes())
    assert unpacked.count(b"WARC-Type: response") == 5
    assert all(page.encoded() in unpacked for page in pages)


def test_written_to_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    pages = list(corpus.pages(5))
    corpus.to_parquet(pages, tmp_path / "pages.parquet")
    rows = parquet.read_table(tmp_path / "pages.parquet").to_pylist()
    assert [(row["address"], row["date"], row["source"]) for row in rows] == [
        (page.url, page.date, page.encoded()) for page in pages
    ]
