"""Stage: identify."""
