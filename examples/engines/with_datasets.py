"""Read pages with Hugging Face datasets: python with_datasets.py PAGES.parquet ANSWERS.parquet."""

import sys

from datasets import Dataset, Features

from natodocs import arrow


def main(pages: str, answers: str) -> None:
    sources = Dataset.from_parquet(pages).with_format("arrow")
    schema = arrow.output_schema(sources.features.arrow_schema)
    found = sources.map(
        arrow.parse_table,
        batched=True,
        batch_size=200,  # of 1,000 by default; pages are big
        num_proc=2,
        remove_columns=sources.column_names,  # those that go along are in the answers
        features=Features.from_arrow_schema(schema),
    )
    found.to_parquet(answers)


if __name__ == "__main__":
    main(*sys.argv[1:])
