"""``python -m taizhang``: the same as the console script; a hook of git enters without click."""

import sys


def _main() -> int:
    if sys.argv[1:3] == ["hook", "run"]:
        _run_hook(sys.argv[3:])
    from taizhang.cli.edge import main

    return main()


def _run_hook(words: list[str]) -> None:
    """Does not return: a push waits for the end of this process, whose memory nobody needs."""
    import gc
    import os

    gc.set_threshold(100_000)  # a hook ends before there is anything worth a search
    from taizhang.githook import main as hook

    os._exit(hook(words))  # what it wrote is on disk, what it said is flushed line by line


if __name__ == "__main__":
    sys.exit(_main())
