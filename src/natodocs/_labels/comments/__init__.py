"""Which lines are comments: a chain of two states, decoded by Viterbi's algorithm."""
