"""What git keeps of a folder, read without touching the work tree or the index."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from archnb.errors import StoreError
from archnb.store import portable_name

__all__ = ["Blob", "Repository"]

_SECONDS = 60


class Blob(NamedTuple):
    """One file of a revision: its object's name, its size in bytes, and its own name."""

    oid: str
    size: int
    name: str


class Repository(NamedTuple):
    """A repository of git by its top folder."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Return the repository that `folder` is in, or was.

        Raises
        ------
        StoreError
            If there is none, or git cannot be run.
        """
        here = folder.resolve()
        while not os.path.isdir(here):
            here = here.parent
        top = cls(here)._git("rev-parse", "--show-toplevel")
        if top is None:
            raise StoreError("this is in no git repository", path=folder, remedy="Give a review's folder inside one.")
        return cls(Path(os.fsdecode(top).rstrip("\n")).resolve())

    def inside(self, folder: Path) -> PurePosixPath:
        """Return where `folder` lies in the repository."""
        return PurePosixPath(folder.resolve().relative_to(self.top).as_posix())

    def commit(self, revision: str, folder: Path) -> str:
        """Return the hash of the commit that `revision` names.

        Raises
        ------
        StoreError
            If it names none; `folder` is told.
        """
        said = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if said is None:
            remedy = "Name a commit, a branch or a tag, such as HEAD~5."
            raise StoreError(f"git knows no revision '{revision}' here", path=folder, remedy=remedy)
        return said.decode("ascii", "replace").split()[-1]

    def blobs(self, commit: str, folder: PurePosixPath) -> list[Blob]:
        """Return the plain files right in `folder`; links, submodules and names that are no file's are passed over."""
        place = "" if str(folder) == "." else str(folder)
        found = []
        for entry in (self._git("ls-tree", "-z", "--long", f"{commit}:{place}") or b"").split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, _, oid, size = about.split()
            leaf = name.decode("utf-8", "replace")
            if mode.startswith(b"100") and portable_name(leaf) and not leaf.startswith("."):
                found.append(Blob(oid.decode("ascii"), int(size), leaf))
        return found

    def write(self, blobs: list[Blob], folder: Path) -> None:
        """Write `blobs` as files into the new `folder`."""
        folder.mkdir()
        for blob in blobs:
            (folder / blob.name).write_bytes(self._git("cat-file", "blob", blob.oid) or b"")

    def _git(self, *arguments: str) -> bytes | None:
        """Return what git prints, or None if it fails."""
        command = ["git", "--no-optional-locks", *arguments]
        try:
            done = subprocess.run(
                command, cwd=self.top, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, ValueError) as error:  # a NUL in a revision is a ValueError
            raise StoreError(f"git cannot be run: {error}", remedy="Install git, and name a revision.") from None
        except subprocess.TimeoutExpired:
            raise StoreError(f"git did not answer within {_SECONDS} s", path=self.top) from None
        return done.stdout if done.returncode == 0 else None
