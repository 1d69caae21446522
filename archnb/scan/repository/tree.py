"""The files of a checkout: walked within limits, never out of it, read as text."""

from __future__ import annotations

import os
import re
import time
from collections import deque
from collections.abc import Iterator
from fnmatch import translate
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from archnb.errors import Problem, StoreError
from archnb.files import FileTooLarge, read_file
from archnb.printable import well_formed
from archnb.scan.repository.roles import SKIPPED_FOLDERS, Role, role_of

__all__ = ["File", "Limits", "Tree"]

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a scan never exceeds, whatever the repository holds.

    Attributes
    ----------
    files : int
        Files listed; shallow ones come first.
    depth : int
        Folders below the top.
    file_bytes : int
        Bytes of one file; a larger one is noted and not read.
    total_bytes : int
        Bytes read in all.
    seconds : float
        Time after which no more files are read; what was read is still judged.
    """

    files: int = 200_000
    depth: int = 40
    file_bytes: int = 2 * 2**20
    total_bytes: int = 256 * 2**20
    seconds: float = 300.0


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A regular file of the checkout.

    Attributes
    ----------
    path : str
        Relative to the checkout, with slashes.
    role : str
        What it is for, as `role_of` tells.
    size, mtime : int
        Bytes, and nanoseconds since the epoch.
    """

    path: str
    role: Role
    size: int = 0
    mtime: int = 0

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path without its last part; empty at the top."""
        return self.path.rpartition("/")[0]

    @property
    def place(self) -> str:
        """The file's beginning, as evidence."""
        return f"{self.path}:1"


class Tree:
    """What stands in a checkout; nothing is read before it is asked for.

    Parameters
    ----------
    top : Path
        The checkout.
    limits : Limits
        What is never exceeded.

    Attributes
    ----------
    notes : list of Problem
        What was skipped and why; it grows while files are read.

    Raises
    ------
    StoreError
        If `top` is no folder that can be read.
    """

    def __init__(self, top: Path, limits: Limits | None = None) -> None:
        self.top = top.resolve()
        self.limits = limits or Limits()
        self.notes: list[Problem] = []
        self._read = 0
        self._until = time.monotonic() + self.limits.seconds
        self._texts: dict[str, str] = {}
        try:
            os.scandir(self.top).close()
        except OSError as error:
            raise StoreError.of(error, top) from None

    @cached_property
    def files(self) -> dict[str, File]:
        """All files by path: shallow ones first, then by name."""
        files: dict[str, File] = {}
        for file in self._walk():
            if len(files) >= self.limits.files:
                self.note("", f"more than {self.limits.files:,} files: the deepest are left out", "Scan a part of it.")
                break
            files[file.path] = file
        return files

    def find(self, *patterns: str) -> list[File]:
        """Return the files whose path, or whose name for a pattern without a slash, matches; case is ignored."""
        names = [_pattern(p) for p in patterns if "/" not in p]
        paths = [_pattern(p) for p in patterns if "/" in p]
        return [
            file
            for file in self.files.values()
            if any(p.match(file.name) for p in names) or any(p.match(file.path) for p in paths)
        ]

    def data(self, file: File) -> bytes:
        """Return a file's bytes; empty, with a note, where it is too large or cannot be read."""
        if time.monotonic() > self._until:
            self.note("", f"files are left out: {self.limits.seconds:g} s are over", "Scan a part of it.")
            return b""
        if self._read + min(file.size, self.limits.file_bytes) > self.limits.total_bytes:
            self.note(file.path, f"not read: the scan has read {self.limits.total_bytes / 2**20:g} MiB already")
            return b""
        try:
            data = read_file(self.top / file.path, limit=self.limits.file_bytes)
        except FileTooLarge as error:
            self.note(file.path, f"not read: {error.strerror}")
            return b""
        except (OSError, ValueError) as error:  # ValueError: a name that the system cannot take
            self.note(file.path, f"not read: {error}")
            return b""
        self._read += len(data)
        return data

    def text(self, file: File) -> str:
        """Return a file's text; bytes that are no UTF-8 are read as Latin-1, and binary files are empty."""
        if file.path not in self._texts:  # all together are bounded by the limit on what is read
            self._texts[file.path] = _decoded(self.data(file))
        return self._texts[file.path]

    def note(self, path: str, reason: str, remedy: str = "") -> None:
        """Say once what was skipped, and why."""
        problem = Problem(path=well_formed(path), reason=reason, remedy=remedy)
        if problem not in self.notes[-100:]:
            self.notes.append(problem)

    def _walk(self) -> Iterator[File]:
        waiting = deque([("", 0)])
        while waiting:
            folder, depth = waiting.popleft()
            for entry in self._entries(folder):
                path = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED_FOLDERS and depth < self.limits.depth:
                        waiting.append((f"{path}/", depth + 1))
                    elif depth >= self.limits.depth:
                        self.note(path, f"not entered: more than {self.limits.depth} folders deep")
                elif file := self._file(entry, path):
                    yield file

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.top / folder) as entries:
                found = sorted(islice(entries, self.limits.files + 1), key=lambda entry: entry.name)
        except OSError as error:
            self.note(folder, f"not entered: {error.strerror}")
            return []
        # A virtual environment may have any name; its mark does not.
        return [] if any(entry.name == "pyvenv.cfg" for entry in found) else found

    def _file(self, entry: os.DirEntry[str], path: str) -> File | None:
        try:
            if entry.is_symlink() and not self._stays_inside(Path(entry.path)):
                self.note(path, "not followed: the link leads out of the repository, or nowhere")
                return None
            if not entry.is_file():
                return None
            status = entry.stat()
        except OSError as error:
            self.note(path, f"not read: {error.strerror}")
            return None
        return File(path=path, role=role_of(path), size=status.st_size, mtime=status.st_mtime_ns)

    def _stays_inside(self, link: Path) -> bool:
        try:
            goal = link.resolve(strict=True)
        except (OSError, RuntimeError):  # broken, or a circle
            return False
        return goal.is_relative_to(self.top)


def _decoded(data: bytes) -> str:
    is_wide = data[:2] in _UTF_16
    if b"\0" in data[:8000] and not is_wide:
        return ""
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> re.Pattern[str]:
    # "**/x" also stands for "x" itself, as in git.
    text = translate(pattern.lower())
    if pattern.startswith("**/"):
        text = f"(?:{text})|(?:{translate(pattern[3:].lower())})"
    return re.compile(text, re.IGNORECASE)
