"""What stands between a passage and a report, as patterns over classes of words: what rules and weights tell alike."""

from __future__ import annotations

from typing import Final

import regex

from natodocs._quotes.grammar import reports

# Between a report and what it introduces: "said in a statement:", "told reporters that", and nothing that ends it.
LEADS_IN: Final = regex.compile(r"(?:[DZF]?[wTNXM'IOBEe]{0,8}[,]?)?[H:,]{0,2}", regex.VERSION1)
# Between a verb and a word in marks.
BESIDE: Final = regex.compile(r"[BF]{0,2}[H:,]{0,2}[DZ]?", regex.VERSION1)
GAP: Final = regex.compile(r",?-?[BHL]?", regex.VERSION1)  # between a passage and the attribution behind it
NEAR: Final = 8  # tokens; the most between a verb and what it introduces
CLOSE: Final = 2  # tokens; so many leave a report right beside its passage
ENDINGS: Final = tuple(",?!…-—.")  # what a passage ends with that the report of it follows
CLOSES: Final = ("", *reports.ENDS)  # what follows a report whose words stand before it
