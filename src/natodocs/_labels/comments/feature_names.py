"""The names of all features of a line that may stand in comments: what the weights of the model are held to."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from natodocs._labels.comments.features import MOST
from natodocs._labels.comments.look import SAYS, Look
from natodocs._weights import Vocabulary
from natodocs._weights.names import one_of

FEATURES: Final = Vocabulary(
    (
        # What it is alone, and what stands around it.
        *("{look}", "{look above}>{look}", "{look}<{look below}", "{look}<{look below} headers end"),
        *("{look} above {count}", "{look} below {count}", "{look} of {some}"),
        # What comes again, and how far below the heading of a section it stands.
        *("{look} again {times}", "{look} name again", "{look} one name"),
        *("{look} opened", "{look} opened {count}"),
        # Whose voice it has.
        *("reader", "reporter", "{speaking} opens {opening}", "{speaking} ends {bool}"),
        *("{speaking} long {twelves}", "!", "?", "smiley", "addressed", "shouted", "..."),
        *("curved marks", "small i"),
    ),
    MappingProxyType(
        {
            "look": one_of(Look),
            "look above": one_of([*Look, "top"]),
            "look below": one_of([*Look, "end"]),
            "count": one_of(range(MOST + 1)),
            "some": one_of(range(1, MOST + 1)),
            "times": one_of(range(2, MOST + 1)),
            "speaking": one_of(SAYS),
            "opening": one_of(["small", "speaking", "else"]),
            "bool": one_of([True, False]),
            "twelves": one_of(range(7)),
        }
    ),
)
