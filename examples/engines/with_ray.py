"""Read pages with Ray Data: python with_ray.py PAGES.parquet ANSWERS (a folder of Parquet files)."""

import sys

import ray

from natodocs import arrow


def main(pages: str, answers: str) -> None:
    sources = ray.data.read_parquet(pages)
    found = sources.map_batches(arrow.parse_table, batch_format="pyarrow", batch_size=200)  # pages are big
    found.write_parquet(answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
