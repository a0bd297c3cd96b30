"""What each line of a page is."""

from natodocs._labels.line import Label
from natodocs._labels.revisions import label

__all__ = ["Label", "label"]
