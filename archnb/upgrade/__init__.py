"""Move a review to another version of its checklist, without losing an answer."""

from archnb.upgrade.carrying import carry_out, plan_for
from archnb.upgrade.planning import Pair, UpgradePlan, plan

__all__ = ["Pair", "UpgradePlan", "carry_out", "plan", "plan_for"]
