"""One checklist and its logs: append, state at any time, history."""

from archnb.journal.embedded import MIME, EmbeddedJournal, EmbeddedReview, embedded, read_notebook
from archnb.journal.journal import Journal
from archnb.journal.opening import create_journal, open_journal
from archnb.journal.reader import LogReader
from archnb.journal.state import Finding, State

__all__ = [
    "MIME",
    "EmbeddedJournal",
    "EmbeddedReview",
    "Finding",
    "Journal",
    "LogReader",
    "State",
    "create_journal",
    "embedded",
    "open_journal",
    "read_notebook",
]
