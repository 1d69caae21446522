"""What a team needs that writes a checklist of its own: a start, a schema, a proof-reader, and other formats."""

from archnb.authoring.remarks import Remark
from archnb.authoring.validation import Validated, validate

__all__ = ["Remark", "Validated", "validate"]
