"""Read pages with DuckDB: python with_duckdb.py PAGES.parquet ANSWERS.parquet."""

import sys

import duckdb
import pyarrow as pa

from natodocs import arrow

MOST_QUOTED = """
    SELECT quote.speaker.name AS speaker, count(*) AS quotes
    FROM (SELECT unnest(quotes) AS quote FROM read_parquet(?))
    WHERE speaker IS NOT NULL
    GROUP BY speaker ORDER BY quotes DESC, speaker LIMIT 5
"""


def main(pages: str, answers: str) -> None:
    base = duckdb.connect()
    sources = base.from_parquet(pages).to_arrow_reader(200)  # rows at a time; pages are big
    schema = arrow.output_schema(sources.schema)
    found = pa.RecordBatchReader.from_batches(schema, arrow.parse_batches(sources, workers=None))
    # With a cursor of its own, because the connection still reads the sources.
    base.cursor().from_arrow(found).to_parquet(answers, compression="zstd")
    print(base.sql(MOST_QUOTED, params=[answers]))


if __name__ == "__main__":
    main(*sys.argv[1:])
