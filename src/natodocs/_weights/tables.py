"""What the keys of a group of features say together, worked out when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

Key: TypeAlias = tuple[Any, ...]
T = TypeVar("T")

KEYS: Final = 65536  # that are remembered; a thousand pages of many publishers have fewer in a group


class Table(dict[Key, T]):
    """What each key says: so a key that was seen before costs a look-up."""

    def __init__(self, say: Callable[..., T]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, key: Key) -> T:
        if len(self) >= KEYS:
            self.clear()
        found = self[key] = self._say(*key)
        return found
