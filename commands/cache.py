"""``talentdocs cache info|clear``: what is kept of earlier runs."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from .common import CacheOption, JsonOption
from .exits import ExitCode
from .language import tr
from .messages import say

app = typer.Typer(no_args_is_help=True)


@app.command("info", help=tr("缓存在哪里，有多大", "Where the cache is, and how large"))
def info(cache: CacheOption = None, as_json: JsonOption = False) -> ExitCode:
    """Print folder, documents and bytes."""
    from talentdocs.execute.cache import Cache

    with Cache(_folder(cache)) as opened:
        found = opened.info()
    if as_json:
        print(json.dumps({"folder": str(found.folder), "documents": found.documents, "bytes": found.bytes}))
    else:
        print(say("cache", folder=found.folder, documents=found.documents, size=_megabytes(found.bytes)))
    return ExitCode.DONE


@app.command("clear", help=tr("清空缓存", "Drop everything in the cache"))
def clear(cache: CacheOption = None) -> ExitCode:
    """Drop all results; what was there is said."""
    from talentdocs.execute.cache import Cache
    from talentdocs.shelf import forget

    with Cache(_folder(cache)) as opened:
        found = opened.clear()
    forget(found.folder)
    print(say("cleared", folder=found.folder, documents=found.documents, size=_megabytes(found.bytes)))
    return ExitCode.DONE


def _folder(cache: str | None) -> Path:
    from talentdocs.execute.cache import default_folder

    return Path(cache) if cache else default_folder()


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"
