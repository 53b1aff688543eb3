"""Clauses → records: figures (数据), commitments (承诺), citations (引用文件) and document metadata."""
