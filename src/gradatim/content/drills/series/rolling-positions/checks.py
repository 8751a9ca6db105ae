import numpy as np
import pandas as pd
from checking import line_of, require, require_defined

POSITION, HOURS = 10, 20


def positions(smooth):
    """Return which positions the result at position 10 depends on: raise each in turn and see whether it moves."""
    hours = pd.Series(np.zeros(HOURS))
    found = []
    for position in range(HOURS):
        raised = hours.copy()
        raised[position] = 1.0
        if smooth(raised)[POSITION] != 0:
            found.append(position)
    return found


def require_positions(answer, name, smooth, look):
    received = require_defined(answer, name, look="Write the positions as a list, such as [0, 1].")
    try:
        given = sorted(int(position) for position in received)
    except (TypeError, ValueError):
        given = None
    truth = positions(smooth)
    too_many = [] if given is None else [position for position in given if position not in truth]
    missing = [] if given is None else [position for position in truth if position not in given]
    told = f"{received!r}" + (f", where {too_many[0]} does not belong" if too_many else "")
    told += f", {len(missing)} missing" if missing else ""
    require(
        given == truth,
        expected=f"{name} to hold the {len(truth)} positions that go into the result at position 10",
        received=told,
        look=look,
        line=line_of(name),
    )


def check_trailing(answer):
    """The trailing window ends at its own position."""
    look = "A trailing window ends at its own position, which is the last of its values."
    require_positions(answer, "TRAILING_3", lambda hours: hours.rolling(3).mean(), look)


def check_centred(answer):
    """The centred windows have the position in their middle, the even one as nearly as can be."""
    look = "As many after position 10 as before it."
    require_positions(answer, "CENTRED_5", lambda hours: hours.rolling(5, center=True).mean(), look)
    look = "An even window has no middle; pandas takes one more value from before the position than from after it."
    require_positions(answer, "CENTRED_4", lambda hours: hours.rolling(4, center=True).mean(), look)


def check_shifted(answer):
    """The shifted window ends before its own position."""
    look = "After shift(1), position 10 holds what was at 9. Which three values does the window then see?"
    require_positions(answer, "SHIFTED_3", lambda hours: hours.shift(1).rolling(3).mean(), look)


def check_edges(answer):
    """The windows have no result where they are not full."""
    hours = pd.Series(np.zeros(HOURS))
    edges = {
        "FIRST_TRAILING_7": hours.rolling(7).mean().first_valid_index(),
        "LAST_CENTRED_7": hours.rolling(7, center=True).mean().last_valid_index(),
    }
    for name, truth in edges.items():
        received = require_defined(answer, name, look="Write one whole number.")
        require(
            received == truth,
            expected=f"{name} to be the {name.split('_')[0].lower()} position where all seven values are there",
            received=received,
            look="Positions count from 0 to 19. Where does a window of seven begin and end there?",
            line=line_of(name),
        )
