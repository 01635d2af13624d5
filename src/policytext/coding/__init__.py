"""Stage: coding."""
