"""The interactive form: one widget a review, one message a change, one acknowledgement a message."""

from archnb.form.session import FormSession
from archnb.form.widget import ReviewForm

__all__ = ["FormSession", "ReviewForm"]
