from __future__ import annotations

from tests.ledgers import ledger, models, real_ledger

__all__ = ["ledger", "models", "real_ledger"]
