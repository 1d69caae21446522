"""Which packages a project declares and locks, in whichever of Python's many files."""

from archnb.scan.repository.dependencies.declared import Declared, Locked
from archnb.scan.repository.dependencies.dependencies import Dependencies

__all__ = ["Declared", "Dependencies", "Locked"]
