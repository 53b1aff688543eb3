"""Legacy office files (.doc, .wps, .rtf, .odt, .xls): turned by LibreOffice into a format that is read here.

One profile per process, no macros, no links to elsewhere, a time limit after which the program is killed
with its
children. Where LibreOffice is not installed the error says what to install.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from talentdocs.ingest import problems
from talentdocs.options import Options
from talentdocs.records import Text

SECONDS = 90.0
"""Time limit of one conversion: a start takes 1 to 4 seconds, a report of 100 pages another 5."""
FIRST_RUN = 81
"""Exit code by which the program asks to be started again, once it has made its profile."""
INSTALL = "install LibreOffice (apt install libreoffice-writer libreoffice-calc, or libreoffice.org)"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    "/opt/libreoffice/program/soffice",
)
_TARGETS = {"xls": "xlsx"}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, kind: str, options: Options) -> Text:
    """Text of a legacy file. Raises ReadError T105 without LibreOffice, T114 past the time limit, T103."""
    target = _TARGETS.get(kind, "docx")
    converted = convert(data, kind, target)
    if target == "xlsx":
        from talentdocs.ingest.sheet import read_xlsx

        return replace(read_xlsx(converted), format=kind)
    from talentdocs.ingest.docx import read_docx

    return replace(read_docx(converted), format=kind)


def convert(data: bytes, kind: str, target: str, seconds: float = SECONDS) -> bytes:
    """``data`` in the format ``target``, by LibreOffice. Raises ReadError T105, T114 or T103."""
    program = find_program()
    if program is None:
        raise problems.missing("LibreOffice", INSTALL)
    with tempfile.TemporaryDirectory(prefix="talentdocs-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"in.{kind}"
        source.write_bytes(data)
        out = Path(folder) / "out"
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nologo",
            f"-env:UserInstallation={_profile().as_uri()}",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ]
        code, complaint = _run(command, folder, seconds)
        if code == FIRST_RUN:
            _, complaint = _run(command, folder, seconds)
        results = sorted(out.glob(f"*.{target}")) if out.is_dir() else []
        if not results:
            raise problems.damaged(kind, complaint or "LibreOffice cannot open it")
        return results[0].read_bytes()


@cache
def find_program() -> str | None:
    """LibreOffice's program: ``TALENTDOCS_SOFFICE``, then the search path, then the usual places."""
    stated = os.environ.get("TALENTDOCS_SOFFICE")
    if stated is not None:
        return stated or None
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            # The start script leaves the real program as a grandchild, which would outlive us.
            direct = Path(found).resolve().with_name("soffice.bin")
            return str(direct) if direct.exists() else found
    return next((place for place in _PLACES if Path(place).exists()), None)


@cache
def _profile() -> Path:
    """The profile of this process, with macros and outside links turned off; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="talentdocs-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    user = folder / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return folder


def _run(command: list[str], folder: str, seconds: float) -> tuple[int, str]:
    """Runs the program in a group of its own; its exit code and its last words on stderr."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_tie_to_parent if sys.platform == "linux" else None,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
    )
    try:
        _, complaint = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise problems.timed_out("LibreOffice", seconds) from error
    finally:
        if process.poll() is None:
            _kill_group(process)
    words = complaint.decode("utf-8", "replace").strip()
    return process.returncode, words.splitlines()[-1] if words else ""


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=5)


def _tie_to_parent() -> None:
    """In the child: die with the parent, and have the address space that LibreOffice needs to start."""
    import ctypes
    import resource

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    with contextlib.suppress(OSError, ValueError):
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        need = 6 * 2**30
        if soft != resource.RLIM_INFINITY and soft < need:
            roof = need if hard == resource.RLIM_INFINITY else min(need, hard)
            resource.setrlimit(resource.RLIMIT_AS, (roof, hard))
