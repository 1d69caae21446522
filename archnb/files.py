"""Read a file that somebody else may have put there: never a pipe or a device, never more than a limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

__all__ = ["FileTooLarge", "read_file", "read_stamped"]


class FileTooLarge(OSError):
    """A file is larger than what is wanted of it ever is."""


def read_file(path: Path, *, limit: int) -> bytes:
    """Return a regular file's bytes.

    Parameters
    ----------
    path : Path
        Links are followed; a pipe, a device or a folder is refused without waiting for it.
    limit : int
        The most bytes to read.

    Raises
    ------
    OSError
        If it cannot be read or is not a regular file; `FileTooLarge` if it holds more than `limit`.
    """
    return read_stamped(path, limit=limit)[0]


def read_stamped(path: str | Path, *, limit: int) -> tuple[bytes, os.stat_result]:
    """Return a file's bytes as `read_file` does, and its status as it was before they were read."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        data = os.read(descriptor, min(status.st_size, limit) + 1)
        if len(data) != status.st_size:  # it grew, or comes piece by piece
            with open(descriptor, "rb", closefd=False) as file:
                data += file.read(limit + 1 - len(data))
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise FileTooLarge(errno.EFBIG, f"larger than {limit / 2**20:g} MiB", str(path))
    return data, status
