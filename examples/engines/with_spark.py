"""Read pages with Spark: python with_spark.py PAGES.parquet ANSWERS (a folder of Parquet files)."""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from natodocs import arrow


def main(pages: str, answers: str) -> None:
    # Else the workers are whatever Python is found first, which may not have natodocs.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.appName("natodocs")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 200)  # of 10,000 by default; pages are big
        .config("spark.sql.parquet.columnarReaderBatchSize", 200)  # of 4,096
        .config("spark.driver.memory", "2g")  # of 1g; without a cluster, the driver does all the work
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")  # of INT96, which has no zone
        .getOrCreate()
    )
    sources = spark.read.parquet(pages)
    schema = arrow.output_schema(to_arrow_schema(sources.schema, timezone="UTC"))
    found = sources.mapInArrow(arrow.parse_batches, from_arrow_schema(schema))
    found.write.mode("overwrite").parquet(answers)

    quotes = spark.read.parquet(answers).selectExpr("explode(quotes) AS quote")
    named = quotes.where("quote.speaker.name IS NOT NULL").groupBy("quote.speaker.name").count()
    named.orderBy("count", "name", ascending=[False, True]).show(5)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
