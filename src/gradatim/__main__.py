"""The command `gradatim`. What the user can mend exits 2 with a message; a bug exits 70 with its traceback."""

from __future__ import annotations

import gc
import sys
import traceback

from gradatim.errors import UserError

EXIT_USER_ERROR = 2
EXIT_BUG = 70
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run the command line."""
    # Imports make many objects and no garbage; looking for it as often as usual slows a short command by a twentieth.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    from gradatim.cli.main import app

    try:
        app()
    except UserError as error:
        from gradatim.cli.terminal import print_user_error

        print_user_error(error)
        sys.exit(EXIT_USER_ERROR)
    except BrokenPipeError:
        sys.exit(0)
    except Exception:
        traceback.print_exc()
        print("\nThis is a mistake of Gradatim, not yours. Please report it with the lines above.", file=sys.stderr)
        sys.exit(EXIT_BUG)


if __name__ == "__main__":
    main()
