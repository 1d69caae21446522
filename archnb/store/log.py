"""One reviewer's log: an append-only file of JSON lines that survives crashes, merges and full disks."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
from filelock import FileLock, Timeout

from archnb.errors import StoreError

__all__ = ["BOM", "Line", "Log"]

#: What some editors put before a file's first line.
BOM = b"\xef\xbb\xbf"

_LARGEST = 256 * 2**20
_LOCK_SECONDS = 20.0


class Line(NamedTuple):
    """One line of a log; `number` counts from 1."""

    number: int
    data: bytes


class Log:
    """The log at `path`, read piece by piece as it grows.

    Attributes
    ----------
    path : Path
        The ``.jsonl`` file; it need not exist yet.
    torn : Line or None
        A last line that was cut off (a crash, a power cut) or is being written right now.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.torn: Line | None = None
        self._rewind()

    def _rewind(self) -> None:
        self._offset = 0
        self._newlines = 0
        self._stamp: tuple[int, int, int] = (0, 0, 0)
        self._tail = b""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the file's lock against other tabs, kernels and machines."""
        if not self.path.parent.is_dir():  # the lock would make it anew, without its review.json
            raise StoreError(
                "the review's folder is gone",
                path=self.path.parent,
                remedy="It was moved or removed: open the review where it is now.",
            )
        lock = FileLock(self.path.with_name(f".{self.path.name}.lock"), poll_interval=0.002)
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout:
            raise StoreError(
                f"another process has held the log's lock for {_LOCK_SECONDS:.0f} s",
                path=self.path,
                remedy="End that process, then try again.",
            ) from None
        except OSError as error:
            raise StoreError.of(error, self.path) from error
        try:
            yield
        finally:
            lock.release()

    def append(self, lines: Iterable[bytes]) -> None:
        """Write `lines` at the end and return once they are on the disk; the caller holds the lock.

        Raises
        ------
        StoreError
            Nothing was added: a partly written line has been taken away again.
        """
        data = b"".join(line + b"\n" for line in lines)
        try:
            is_new = not self.path.exists()
            with open(self.path, "ab+", buffering=0) as file:
                size = file.seek(0, os.SEEK_END)
                if size and not _ends_with_newline(file.fileno(), size):
                    data = b"\n" + data  # never glue an answer to a torn line
                try:
                    _write_all(file.fileno(), data)
                    os.fsync(file.fileno())
                except OSError:
                    os.ftruncate(file.fileno(), size)
                    raise
            if is_new:
                _sync_folder(self.path.parent)
        except OSError as error:
            raise StoreError.of(error, self.path) from error

    def read(self) -> tuple[bool, list[Line]]:
        """Return what is new since the last call.

        Returns
        -------
        restarted : bool
            The file was replaced or edited (a git merge, an editor): `lines` is all of it, and what was read
            before is void.
        lines : list of Line
            Complete lines, without blank ones.
        """
        try:
            with open(self.path, "rb") as file:
                return self._read(file.fileno())
        except FileNotFoundError:
            restarted = self._offset > 0
            self._rewind()
            return restarted, []
        except OSError as error:
            raise StoreError.of(error, self.path) from error

    def _read(self, descriptor: int) -> tuple[bool, list[Line]]:
        status = os.fstat(descriptor)
        stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
        if stamp == self._stamp:
            return False, []
        if status.st_size > _LARGEST:
            raise StoreError(
                f"the log is larger than {_LARGEST // 2**20} MiB",
                path=self.path,
                remedy="Check what wrote it; a review of 115 items stays below 1 MiB.",
            )
        restarted = self._offset > 0 and not self._continues(descriptor, status)
        if restarted:
            self._rewind()
        self._stamp = stamp
        os.lseek(descriptor, self._offset, os.SEEK_SET)
        with open(descriptor, "rb", closefd=False) as file:
            new = file.read()
        return restarted, self._split(new)

    def _continues(self, descriptor: int, status: os.stat_result) -> bool:
        """Whether the file still starts with what was read, judged by its identity and the last bytes."""
        if status.st_ino != self._stamp[0] or status.st_size < self._stamp[1]:
            return False
        os.lseek(descriptor, self._offset - len(self._tail), os.SEEK_SET)
        grew = status.st_size > self._stamp[1]
        return grew and os.read(descriptor, len(self._tail)) == self._tail

    def _split(self, new: bytes) -> list[Line]:
        *complete, rest = new.split(b"\n")
        lines = [Line(self._newlines + index, data) for index, data in enumerate(complete, start=1)]
        self._newlines += len(complete)
        consumed = len(new) - len(rest)
        self.torn = None
        if rest.strip():
            last = Line(self._newlines + 1, rest)
            # No proper prefix of a JSON object is a JSON object: what parses lacks its newline only.
            if _is_object(rest):
                lines.append(last)
                consumed = len(new)
            else:
                self.torn = last
        self._tail = (self._tail + new[:consumed])[-64:]
        self._offset += consumed
        return [line for line in lines if line.data.strip(b" \t\r" + BOM)]


def _ends_with_newline(descriptor: int, size: int) -> bool:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_folder(folder: Path) -> None:
    """Make a new file's name durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_object(data: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(data.removeprefix(BOM)), dict)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
