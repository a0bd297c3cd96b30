"""Pieces of patterns over the classes of words (see `words`): what recurs in them to the letter, by name."""

from __future__ import annotations

from typing import Final

NAME: Final = "N[N']*"  # "Lund", "Ada M. Lund"
FULL_NAME: Final = "N[N']+"  # of two words or more, or with a full stop
TITLES: Final = "[T']*"  # "Mayor", "Prof. Dr."
TITLED_NAME: Final = "[T']{0,3}N[NT']{0,5}"  # "Mayor Ada Lund", "Lund"
DATELINE: Final = "N[NMX,.'()]{0,10}"  # "HARBURG, May 3 (Reuters)", before a dash or a colon
