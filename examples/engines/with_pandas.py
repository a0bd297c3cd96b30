"""Read pages with pandas: python with_pandas.py PAGES.parquet ANSWERS.parquet."""

import sys

import pandas as pd
import pyarrow as pa

from natodocs import arrow


def main(pages: str, answers: str) -> None:
    frame = pd.read_parquet(pages, dtype_backend="pyarrow")
    sources = pa.Table.from_pandas(frame, preserve_index=False)
    found = arrow.parse_table(sources, workers=None)
    # Arrow's own types: lists and structs stay what they are, and a missing number is no NaN.
    found.to_pandas(types_mapper=pd.ArrowDtype).to_parquet(answers, index=False)
    quotes = arrow.quotes_table(found).to_pandas(types_mapper=pd.ArrowDtype)
    print(quotes["speaker"].value_counts().head(5))


if __name__ == "__main__":
    main(*sys.argv[1:])
