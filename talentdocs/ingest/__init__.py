"""Bytes → canonical text (正文): the format by content, the encoding, the lines and where each stands."""
