"""A passage -> who stands before a verb in its sentence, whatever the verb, and so may have said it.

Rules take none of them, since most subjects say nothing; the weights of `ranking` tell which of them speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import regex

from natodocs._patterns.lazy import lazily
from natodocs._quotes.drafts import Draft
from natodocs._quotes.grammar.noun_phrases import Phrase

REACH: Final = 40  # tokens before a passage in which somebody is looked for
MOST: Final = 12  # phrases there that are looked at
NEAREST: Final = 2  # of them, that are taken
# "Lund has gone after", "the mayor repeatedly mocked", "Moe (12), who mocked".
BYSTANDER: Final = lazily(
    r"(?<![NTDZ'I])(?P<phrase>P|[DZ]{1,2}[wX]{0,2}T[T']*+|[DZ]{0,2}[wX]{0,2}[T']{0,3}N[NT']{0,5}+)"
    r"(?:\([^()]{0,6}\))?(?=,?R?B{0,2}A{0,3}B{0,2}[wEVGJeg])",
    regex.VERSION1,
)


def find(draft: Draft) -> Iterator[Phrase]:
    """Yield them, the nearest to the passage first."""
    codes, token = draft.sentence.codes, draft.token
    found = [*islice(BYSTANDER.finditer(codes, max(0, token - REACH), token), MOST)]
    for match in reversed(found[-NEAREST:]):
        yield Phrase(*match.span("phrase"), match.start("phrase"))
