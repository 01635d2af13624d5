"""People and the program: how well the program's codes agree with a person's."""

from __future__ import annotations

from policytext.coding.validate import Validation, validate

__all__ = ["Validation", "validate"]
