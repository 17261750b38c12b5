"""taizhang (台账): an incident ledger in git, run by an emergency plan that is data."""

__version__ = "0.1.0"
