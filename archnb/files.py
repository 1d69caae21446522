"""Read a file that somebody else may have put there: never a pipe or a device, never more than a limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

__all__ = ["FileTooLarge", "read_file"]


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
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        data = file.read(limit + 1)
    if len(data) > limit:
        raise FileTooLarge(errno.EFBIG, f"larger than {limit / 2**20:g} MiB", str(path))
    return data
