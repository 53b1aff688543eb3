"""Records → rows → files: the contract's tables in csv, jsonl, xlsx, parquet, DuckDB and SQLite."""
