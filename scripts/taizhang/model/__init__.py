"""Frozen values and the tables that give them their shape. No I/O, no clock."""
