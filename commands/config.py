"""``talentdocs.toml`` and the environment: flag > environment > file > default.

The file is looked for in the working folder and then in the folders above it. Keys at the top hold for every
command that has such an option, keys under ``[extract]`` (any command's name) for that one:

    lexicon = ["words"]          # relative to this file
    jobs = 4
    [extract]
    format = ["xlsx", "csv"]

The environment variable of an option is ``TALENTDOCS_`` and its name in capitals: TALENTDOCS_JOBS.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from talentdocs.errors import UnknownName, UsageError

FILE = "talentdocs.toml"
PREFIX = "TALENTDOCS_"
PLACES = frozenset(("lexicon", "cache", "output", "files_from", "corrections"))
"""Options that name a file or folder: relative ones count from the config file."""
SHARED = frozenset(
    (
        "lexicon",
        "corrections",
        "cache",
        "no_cache",
        "jobs",
        "encoding",
        "format",
        "timeout",
        "memory",
        "quiet",
        "verbose",
    )
)
"""Options that several commands have: what may stand at the top of the file."""


def find_config() -> Path | None:
    """The config file that holds here: TALENTDOCS_CONFIG, else the nearest ``talentdocs.toml`` upwards."""
    if named := os.environ.get("TALENTDOCS_CONFIG"):
        return Path(named)
    here = Path.cwd()
    return next((path for folder in (here, *here.parents) if (path := folder / FILE).is_file()), None)


def read_config(path: Path) -> dict[str, Any]:
    """The settings of a config file. Raises UsageError with the place and the reason."""
    try:
        settings: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(path), code="T315") from error
    return settings


def apply(command: Any, name: str) -> None:
    """Give the options of a Click command their environment variables, and their defaults from the file."""
    for each in [command, *getattr(command, "commands", {}).values()]:
        for parameter in each.params:
            if parameter.param_type_name == "option" and not parameter.envvar and parameter.name != "help":
                parameter.envvar = f"{PREFIX}{parameter.name.upper()}"
    path = find_config()
    if path is None:
        return
    settings = read_config(path)
    for each in [command, *getattr(command, "commands", {}).values()]:
        known = {parameter.name for parameter in each.params}
        chosen = defaults(settings, name, known, path)
        each.context_settings = {**each.context_settings, "default_map": chosen}


def defaults(settings: dict[str, Any], command: str, known: set[str], path: Path) -> dict[str, Any]:
    """Settings for one command by parameter name. Raises UsageError for a key that nothing knows."""
    chosen: dict[str, Any] = {}
    shared = {key: value for key, value in settings.items() if not isinstance(value, dict)}
    for key, value in shared.items():
        if _plain(key) not in SHARED | known:
            raise _unknown(key, SHARED | known, path)
        if _plain(key) in known:
            chosen[_plain(key)] = _placed(key, value, path)
    section = settings.get(command, {})
    for key, value in section.items() if isinstance(section, dict) else ():
        if _plain(key) not in known:
            raise _unknown(key, known, path)
        chosen[_plain(key)] = _placed(key, value, path)
    return chosen


def _plain(key: str) -> str:
    return key.replace("-", "_")


def _placed(key: str, value: Any, path: Path) -> Any:
    if _plain(key) not in PLACES:
        return value
    if isinstance(value, list):
        return [_placed(key, item, path) for item in value]
    return value if value == "-" else str(path.parent / str(value))


def _unknown(key: str, known: set[str] | frozenset[str], path: Path) -> UnknownName:
    return UnknownName("setting", _plain(key), sorted(known), where=str(path), code="T316")
