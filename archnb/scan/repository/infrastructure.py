"""Kubernetes manifests, Helm charts and Terraform."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from archnb.scan.repository.located import Mapping
from archnb.scan.repository.tree import File, Tree
from archnb.scan.repository.yaml_files import YamlFiles

__all__ = ["Manifest", "Resource", "manifests_in", "resources_in"]

_RESOURCE = re.compile(r'^[ \t]*(resource|data|module)\s+"([^"]+)"(?:\s+"([^"]+)")?\s*\{', re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:#|//)[^\n]*|/\*.*?\*/", re.MULTILINE | re.DOTALL)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A Kubernetes object: its kind (``"Deployment"``), its table, its place; Helm's expressions are ``TEMPLATE``."""

    kind: str
    data: Mapping
    place: str


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """A block of Terraform or OpenTofu.

    ``block`` is ``"resource"``, ``"data"`` or ``"module"``; ``type`` is such as ``"aws_db_instance"`` (of a module its
    name); ``body`` is its text without comments.
    """

    block: str
    type: str
    name: str
    body: str
    place: str


def manifests_in(tree: Tree, yaml: YamlFiles, files: Iterable[File]) -> list[Manifest]:
    """Return the Kubernetes objects in the YAML files among `files`."""
    found = []
    for file in files:
        text = tree.text(file)
        if "apiVersion:" not in text or "kind:" not in text:
            continue
        for document in yaml.documents(file):
            if isinstance(kind := document.get("kind"), str) and "apiVersion" in document:
                found.append(Manifest(kind=kind, data=document, place=document.at("kind")))
    return found


def resources_in(tree: Tree, files: Iterable[File]) -> list[Resource]:
    """Return the blocks of the Terraform files among `files`."""
    found = []
    for file in files:
        # Comments become blanks, so that lines keep their numbers.
        text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), tree.text(file))
        heads = list(_RESOURCE.finditer(text))
        ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
        for head, end in zip(heads, ends, strict=True):
            line = text.count("\n", 0, head.start(1)) + 1
            found.append(
                Resource(
                    block=head[1],
                    type=head[2],
                    name=head[3] or head[2],
                    body=text[head.end() : end],
                    place=f"{file.path}:{line}",
                )
            )
    return found
