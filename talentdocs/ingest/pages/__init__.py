"""Formats with pages (版式文件): glyphs → lines → paragraphs and ruled tables, from .pdf, .ofd and
pictures."""
