"""Which lines are the article: a linear-chain conditional random field."""
