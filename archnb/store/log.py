"""One reviewer's log: an append-only file of JSON lines that survives crashes, merges and full disks."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from filelock import FileLock, Timeout

from archnb.errors import StoreError

__all__ = ["BOM", "Line", "Log", "locked"]

#: What some editors put before a file's first line.
BOM = b"\xef\xbb\xbf"

_LARGEST = 256 * 2**20
_LOCK_SECONDS = 20.0


class Line(NamedTuple):
    """One line of a log; `number` counts from 1."""

    number: int
    data: bytes


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of the file `path` in a review's folder against other tabs, kernels and machines."""
    if not path.parent.is_dir():  # the lock would make it anew, without its review.json
        raise StoreError(
            "the review's folder is gone",
            path=path.parent,
            remedy="It was moved or removed: open the review where it is now.",
        )
    lock = FileLock(path.with_name(f".{path.name}.lock"), poll_interval=0.002)
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout:
        raise StoreError(
            f"another process has held the file's lock for {_LOCK_SECONDS:.0f} s",
            path=path,
            remedy="End that process, then try again.",
        ) from None
    except OSError as error:
        raise StoreError.of(error, path) from error
    try:
        yield
    finally:
        lock.release()


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
        self._hash = hashlib.blake2b()  # of what was read

    def locked(self) -> AbstractContextManager[None]:
        """Hold the file's lock against other tabs, kernels and machines."""
        return locked(self.path)

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
            with open(self.path, "ab+", buffering=0, opener=_open_regular) as file:
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
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read()
        # The time and the inode prove nothing: git and editors keep them. What was read must still be there.
        restarted = hashlib.blake2b(data[: self._offset]).digest() != self._hash.digest()
        if restarted:
            self._rewind()
        self._stamp = stamp
        return restarted, self._split(data[self._offset :])

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
        self._hash.update(new[:consumed])
        self._offset += consumed
        return [line for line in lines if line.data.strip(b" \t\r" + BOM)]


def _open_regular(path: str, flags: int) -> int:
    """Open for appending, but never through a link: git carries links, and they lead out of the folder."""
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o644)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", path)
    return descriptor


def _ends_with_newline(descriptor: int, size: int) -> bool:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync_folder(folder: Path) -> None:
    """Make a new file's name durable, where the system can; the line itself is on the disk already."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network folders have no fsync
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_object(data: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(data.removeprefix(BOM)), dict)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
