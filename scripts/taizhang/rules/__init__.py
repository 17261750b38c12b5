"""Pure judgements: from values to values. No I/O, no clock; ``now`` is an argument."""
