"""Stage: find."""
