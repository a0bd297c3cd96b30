"""Which line names the authors: a conditional logit over the lines that may."""
