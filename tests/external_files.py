"""Small files in other people's formats, each with what goes wrong in real ones."""

import csv
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from archnb import Checklist
from archnb.formats import Document

FOLDER = Path(__file__).parent / "data" / "external"


def decoded(name: str) -> Any:
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".json"):
        return json.loads(text)
    if name.endswith(".csv"):
        return list(csv.DictReader(text.splitlines(keepends=True)))
    documents = list(yaml.safe_load_all(text))
    return documents[0] if len(documents) == 1 else documents


def imported(reader: ModuleType, name: str) -> tuple[Document, Checklist]:
    document = reader.read(decoded(name), Path(name))
    return document, Checklist.parse(document.data, path=name)
