"""policytext: what Chinese government information-disclosure reports promise, and how specifically."""

__version__ = "0.1.0"
