"""`python -m ter_cli` is `ter`."""

from ter_cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
