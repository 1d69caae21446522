"""What a checkout holds, read lazily within limits; nothing in it is run or changed."""

from archnb.scan.repository.code import Code
from archnb.scan.repository.repository import Repository
from archnb.scan.repository.tree import File, Limits
from archnb.scan.repository.values import Value

__all__ = ["Code", "File", "Limits", "Repository", "Value"]
