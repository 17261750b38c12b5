"""``python -m taizhang``: the same as the console script; a hook of git enters without click."""

import sys


def _main() -> int:
    if sys.argv[1:3] == ["hook", "run"]:
        import gc

        gc.set_threshold(100_000)  # a hook ends before there is anything worth a search
        from taizhang.githook import main as hook

        return hook(sys.argv[3:])
    from taizhang.cli.edge import main

    return main()


if __name__ == "__main__":
    sys.exit(_main())
