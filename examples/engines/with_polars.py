"""Read pages with Polars: python with_polars.py PAGES.parquet ANSWERS.parquet."""

import sys

import polars as pl

from natodocs import arrow


def main(pages: str, answers: str) -> None:
    sources = pl.read_parquet(pages).to_arrow()
    found = arrow.parse_table(sources, workers=None)
    pl.from_arrow(found).write_parquet(answers)
    quotes = pl.from_arrow(arrow.quotes_table(found))
    print(quotes["speaker"].drop_nulls().value_counts(sort=True).head(5))


if __name__ == "__main__":
    main(*sys.argv[1:])
