"""DuckDB over some Parquet files, within the memory that archnb allows itself."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

import pandas as pd

from archnb.metrics import FrameError, MissingPackageError

__all__ = ["Connection"]

#: What one query may use; with pandas and the interpreter beside it a process stays below 1 GB.
_MEMORY = "600MB"


class Connection:
    """A DuckDB of its own, in memory, to be used in a `with` statement that says what went wrong with which file.

    Parameters
    ----------
    files : sequence of str
        What a question's `?` stands for.
    threads : int, optional
        By default as many as there are cores.

    Raises
    ------
    MissingPackageError
        If DuckDB is not installed.
    """

    def __init__(self, files: Sequence[str], *, threads: int | None = None) -> None:
        try:
            import duckdb
        except ImportError:
            raise MissingPackageError(
                "counting a Parquet data set needs DuckDB, which is not installed",
                remedy='Install it: pip install "archnb[scale]".',
            ) from None
        self._files = list(files)
        self._error, self._full = duckdb.Error, duckdb.OutOfMemoryException
        # In the system's temporary folder, else DuckDB would spill into the working directory.
        config: dict[str, Any] = {"memory_limit": _MEMORY, "temp_directory": tempfile.gettempdir()}
        self._duckdb = duckdb.connect(config=config | ({"threads": threads} if threads else {}))
        self._duckdb.execute("SET enable_progress_bar = false")  # it would print into a notebook or a pipe

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._duckdb.close()
        if isinstance(problem, self._error):
            full = isinstance(problem, self._full)
            raise FrameError(
                str(problem).splitlines()[0],
                path=self._files[0] if len(self._files) == 1 else "",
                remedy="Split it into smaller files." if full else "Is it a Parquet file of answers, and complete?",
            ) from None

    def query(self, question: str) -> pd.DataFrame:
        """Return the answer to `question` as a frame."""
        found: pd.DataFrame = self._duckdb.execute(question, [self._files] if "?" in question else None).df()
        return found
