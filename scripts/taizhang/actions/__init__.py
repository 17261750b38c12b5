"""Use cases: they fetch from ``store``, judge with ``rules`` and write through ``store``."""
