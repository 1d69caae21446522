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
        done = cls(here)._run("rev-parse", "--show-toplevel")
        said = os.fsdecode(done.stderr).partition("\n")[0].removeprefix("fatal: ")
        if done.returncode and said.startswith("not a git repository"):
            raise StoreError("this is in no git repository", path=folder, remedy="Give a review's folder inside one.")
        if done.returncode:  # the files are another user's, as in a container, or it is bare
            raise StoreError(f"git refuses: {said}", path=folder, remedy="`git status` there says what to do.")
        return cls(Path(os.fsdecode(done.stdout).rstrip("\n")).resolve())

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
            if self._git("rev-parse", "--is-shallow-repository") == b"true\n":
                remedy = "This clone lacks older commits: `git fetch --unshallow` brings them."
            raise StoreError(f"git knows no revision '{revision}' here", path=folder, remedy=remedy)
        return said.decode("ascii", "replace").split()[-1]

    def has(self, commit: str, file: PurePosixPath) -> bool:
        """Whether there is such a file in `commit`."""
        return self._git("cat-file", "-e", f"{commit}:{file}") is not None

    def name_then(self, commit: str, file: PurePosixPath) -> PurePosixPath | None:
        """Return the path that `file` had in `commit`, if git finds that it was renamed since."""
        place = os.fspath(file)
        said = self._git("log", "--follow", "--name-status", "--format=", "-z", f"{commit}..HEAD", "--", place) or b""
        # R100, the old name, the new one; the oldest stands last.
        parts = said.replace(b"\n", b"").split(b"\0")
        olds = [parts[n + 1] for n, part in enumerate(parts[:-2]) if part[:1] == b"R" and part[1:].isdigit()]
        return PurePosixPath(os.fsdecode(olds[-1])) if olds else None

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
        done = self._run(*arguments)
        return done.stdout if done.returncode == 0 else None

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "--no-optional-locks", *arguments]
        words = {**os.environ, "LC_ALL": "C"}
        try:
            return subprocess.run(
                command,
                cwd=self.top,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env=words,
            )
        except (OSError, ValueError) as error:  # a NUL in a revision is a ValueError
            raise StoreError(f"git cannot be run: {error}", remedy="Install git, and name a revision.") from None
        except subprocess.TimeoutExpired:
            raise StoreError(f"git did not answer within {_SECONDS} s", path=self.top) from None
