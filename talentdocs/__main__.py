"""``python -m talentdocs``."""

from talentdocs.commands.main import main

if __name__ == "__main__":
    main()
