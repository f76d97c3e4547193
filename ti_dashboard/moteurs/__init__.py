"""What answers the questions of a publication: its own file by DuckDB, or a Spark cluster over its Parquet."""
