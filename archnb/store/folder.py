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
from archnb.store.names import portable_name

__all__ = ["ChecklistRef", "ReviewFolder", "ReviewInfo"]

INFO = "review.json"
_LARGEST_INFO = 2**20

Tag = str | int | float | bool


class ChecklistRef(msgspec.Struct, frozen=True, kw_only=True):
    """Which checklist, in which version, a review is answered against."""

    id: Annotated[str, Meta(min_length=1)]
    version: str

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


class ReviewInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What ``review.json`` says of a review; fields that archnb does not know stay in the file."""

    project: Annotated[str, Meta(min_length=1, max_length=300)]
    checklist: ChecklistRef
    tags: dict[str, Tag] = {}
    repository: str = ""


class ReviewFolder:
    """The folder of one project's review.

    Raises
    ------
    StoreError
        On opening, if there is no readable ``review.json``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.info = _read_info(path / INFO)

    @classmethod
    def create(cls, path: Path, info: ReviewInfo) -> ReviewFolder:
        """Make the folder with its ``review.json`` and return it."""
        check_new_folder(path)
        data = _encode({}, info, path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / ".gitignore").write_text(".*.lock\n", encoding="utf-8")
            _replace_file(path / INFO, data)
        except OSError as error:
            raise StoreError.of(error, path) from error
        return cls(path)

    def update(self, **fields: Any) -> None:
        """Change fields of ``review.json``, keeping those that archnb does not know."""
        changed = msgspec.structs.replace(self.info, **fields)
        if changed == self.info:
            return
        try:
            known = msgspec.json.decode((self.path / INFO).read_bytes(), type=dict[str, Any])
            _replace_file(self.path / INFO, _encode(known, changed, self.path))
        except OSError as error:
            raise StoreError.of(error, self.path / INFO) from error
        self.info = changed

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


def _read_info(path: Path) -> ReviewInfo:
    try:
        if path.stat().st_size > _LARGEST_INFO:
            raise StoreError("the file is larger than 1 MiB", path=path, remedy="Restore it from git.")
        return msgspec.json.decode(path.read_bytes(), type=ReviewInfo)
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
