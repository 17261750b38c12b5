"""``python -m taizhang``: the same as the console script."""

import sys

from taizhang.cli.edge import main

if __name__ == "__main__":
    sys.exit(main())
