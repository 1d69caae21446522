"""A review in formats to take away: Markdown, CSV, Excel, JSON, and findings for issue trackers."""

from archnb.export.csv import findings_to_csv, to_csv
from archnb.export.json import schema, to_json
from archnb.export.markdown import read_statuses, to_markdown
from archnb.export.neutral import csv_restored, restored

__all__ = ["csv_restored", "findings_to_csv", "read_statuses", "restored", "schema", "to_csv", "to_json", "to_markdown"]
