"""A review's folder: ``review.json`` and one log per reviewer."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from archnb.errors import StoreError
from archnb.files import FileTooLarge, read_file
from archnb.store.log import BOM, locked
from archnb.store.names import portable_name

__all__ = ["INFO", "ChecklistRef", "ReviewFolder", "ReviewInfo", "read_info"]

INFO = "review.json"
_LARGEST_INFO = 2**20
_LOCKS = ".*.lock"

#: Whole numbers as JSON and DataFrames hold them exactly.
Whole = Annotated[int, Meta(ge=-(2**53), le=2**53)]
Tag = str | Whole | float | bool


class ChecklistRef(msgspec.Struct, frozen=True, kw_only=True):
    """Which checklist, in which version, a review is answered against."""

    id: Annotated[str, Meta(min_length=1)]
    version: str

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


class ReviewInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What ``review.json`` says of a review; fields that archnb does not know stay in the file.

    ``panel`` says that reviewers vote without seeing one another until a reveal.
    """

    project: Annotated[str, Meta(min_length=1, max_length=300)]
    checklist: ChecklistRef
    tags: dict[str, Tag] = {}
    repository: str = ""
    panel: bool = False


class ReviewFolder:
    """The folder of one project's review.

    Raises
    ------
    StoreError
        On opening, if there is no readable ``review.json``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.info = read_info(path / INFO)

    @classmethod
    def create(cls, path: Path, info: ReviewInfo) -> ReviewFolder:
        """Make the folder with its ``review.json`` and return it."""
        check_new_folder(path)
        data = _encode({}, info, path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            _ignore_locks(path / ".gitignore")
            _replace_file(path / INFO, data)
        except OSError as error:
            raise StoreError.of(error, path) from error
        return cls(path)

    def update(
        self,
        *,
        tags: Mapping[str, Tag] | None = None,
        repository: str | None = None,
        checklist: ChecklistRef | None = None,
    ) -> None:
        """Add tags, set repository or checklist in ``review.json``; all else stays, unknown fields included."""
        if self._with(tags, repository, checklist) == self.info:
            return
        with locked(self.path / INFO):
            self.info = read_info(self.path / INFO)  # somebody else may have added tags meanwhile
            changed = self._with(tags, repository, checklist)
            try:
                data = read_file(self.path / INFO, limit=_LARGEST_INFO)
                known = msgspec.json.decode(data.removeprefix(BOM), type=dict[str, Any])
                _replace_file(self.path / INFO, _encode(known, changed, self.path))
            except OSError as error:
                raise StoreError.of(error, self.path / INFO) from error
            self.info = changed

    def check_in_place(self) -> None:
        """Refuse to go on where the folder has been put in another one's place.

        Raises
        ------
        StoreError
            If there is no review now, or another project's.
        """
        found = read_info(self.path / INFO)
        if (found.project, found.checklist.id) != (self.info.project, self.info.checklist.id):
            raise StoreError(
                f"the review of another project, '{found.project}', lies here now",
                path=self.path,
                remedy=f"Open the review of '{self.info.project}' where it is now.",
            )

    def _with(
        self, tags: Mapping[str, Tag] | None, repository: str | None, checklist: ChecklistRef | None
    ) -> ReviewInfo:
        return msgspec.structs.replace(
            self.info,
            tags=self.info.tags | dict(tags or {}),
            repository=repository or self.info.repository,
            checklist=checklist or self.info.checklist,
        )

    def log_paths(self) -> list[Path]:
        """Return the reviewers' logs by name; links and special files are none."""
        try:
            with os.scandir(self.path) as entries:
                names = [
                    entry.name
                    for entry in entries
                    if entry.name.endswith(".jsonl")
                    and not entry.name.startswith(".")
                    and entry.is_file(follow_symlinks=False)
                ]
        except OSError as error:
            raise StoreError.of(error, self.path) from error
        return [self.path / name for name in sorted(names)]


def _ignore_locks(path: Path) -> None:
    """Keep git from taking lock files; what the file says already stays."""
    said = path.read_text(encoding="utf-8") if path.exists() else ""
    if _LOCKS not in said.splitlines():
        path.write_text(f"{said.rstrip()}\n{_LOCKS}\n".lstrip(), encoding="utf-8")


def check_new_folder(path: Path) -> None:
    """Refuse a folder that no review should be made in.

    Raises
    ------
    StoreError
        If the name is not portable, the path climbs up again after going down, or the folder holds other things.
    """
    parts = PurePath(path).parts
    unsafe = "\0" in str(path) or ".." in parts[next((i for i, part in enumerate(parts) if part != ".."), len(parts)) :]
    if unsafe or not portable_name(path.name):
        raise StoreError(
            "this is not a safe name for a review's folder",
            path=path,
            remedy="Use letters, digits, hyphens and dots, at most 240 bytes, and no '..' on the way.",
        )
    try:
        occupied = path.is_dir() and any(not entry.name.startswith(".") for entry in path.iterdir())
    except OSError as error:
        raise StoreError.of(error, path) from error
    if occupied:
        raise StoreError(
            f"the folder holds other files and no {INFO}",
            path=path,
            remedy="Choose a new or an empty folder for the review.",
        )


def read_info(path: Path) -> ReviewInfo:
    """Return what the ``review.json`` at `path` says.

    Raises
    ------
    StoreError
        If there is none, or it cannot be read.
    """
    try:
        data = read_file(path, limit=_LARGEST_INFO)
        return msgspec.json.decode(data.removeprefix(BOM), type=ReviewInfo)
    except FileTooLarge:
        raise StoreError("the file is larger than 1 MiB", path=path, remedy="Restore it from git.") from None
    except FileNotFoundError:
        raise StoreError(
            f"no review here: there is no {INFO}",
            path=path.parent,
            remedy="Make one with `archnb new PROJECT` or Review.open(..., create=True).",
        ) from None
    except OSError as error:
        raise StoreError.of(error, path) from error
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise StoreError(
            f"not a valid {INFO}: {error}", path=path, remedy="Mend the line or restore the file from git."
        ) from None


def _encode(known: Mapping[str, Any], info: ReviewInfo, path: Path) -> bytes:
    """Return the content of ``review.json``: `known` with `info`, after a look whether it could be read back."""
    try:
        encoded = msgspec.json.format(msgspec.json.encode({**known, **msgspec.to_builtins(info)}), indent=2) + b"\n"
        msgspec.json.decode(encoded, type=ReviewInfo)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise StoreError(
            f"this cannot be kept in {INFO}: {error}",
            path=path,
            remedy="A project has 1 to 300 characters; a tag is a text, a number, true or false.",
        ) from None
    return encoded


def _replace_file(path: Path, data: bytes) -> None:
    """Write a whole file so that a reader sees the old one or the new one, never half of either."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
