"""Which line is the headline: a linear model over the lines above the article."""
