"""Stage: classify."""
