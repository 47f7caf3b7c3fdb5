"""`python -m timeline` is the command `timeline`."""

import gc

gc.disable()  # until `main` says how often: what is imported all stays

from timeline.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
