"""What was learned: every learned number of the package, in files of one format, and the one loader of them."""

from natodocs._weights.loading import Weights, load
from natodocs._weights.names import Vocabulary

__all__ = ["Vocabulary", "Weights", "load"]
