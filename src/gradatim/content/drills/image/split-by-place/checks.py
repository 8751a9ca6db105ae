import pandas as pd
from checking import require


def tables(answer, tiles, share, seed):
    both = answer.split(tiles.copy(), share, seed)
    require(
        isinstance(both, tuple) and len(both) == 2 and all(isinstance(part, pd.DataFrame) for part in both),
        expected="two tables, training and validation",
        received=both,
        look="Return both, in this order.",
    )
    return both


def check_every_row_once(answer):
    """Training and validation together hold every row once, in order."""
    tiles = pd.read_csv("tiles.csv").iloc[::2]
    training, validation = tables(answer, tiles, 0.25, 1)
    require(
        sorted([*training.index, *validation.index]) == sorted(tiles.index),
        expected=f"all {len(tiles)} rows, each in one of the two tables, with its index",
        received=f"{len(training)} and {len(validation)} rows",
        look="What lies in the drawn blocks is validation, all the rest is training.",
    )
    for part in (training, validation):
        require(
            part.equals(tiles.loc[part.index]) and part.index.is_monotonic_increasing,
            expected="the rows in the order that they had, with all their columns",
            received="other rows or another order",
            look="Choose rows of the table by a condition; do not sort or rebuild it.",
        )


def check_no_place_is_in_both(answer):
    """No block has tiles in both tables."""
    tiles = pd.read_csv("tiles.csv")
    for seed in range(3):
        training, validation = tables(answer, tiles, 0.2, seed)
        common = set(training["block"]) & set(validation["block"])
        require(
            not common,
            expected="no block to be in both",
            received=f"{len(common)} blocks with tiles in both, such as {min(common, default='')}",
            look="What do you draw: rows, or places?",
        )


def check_share_of_the_blocks(answer):
    """The share counts blocks."""
    tiles = pd.read_csv("tiles.csv")
    for share in (0.2, 0.5, 0.33):
        _, validation = tables(answer, tiles, share, 4)
        wanted = round(share * tiles["block"].nunique())
        require(
            validation["block"].nunique() == wanted,
            expected=f"{wanted} of {tiles['block'].nunique()} blocks in validation for a share of {share}",
            received=validation["block"].nunique(),
            look="Blocks hold different numbers of tiles; the share is one of the different blocks.",
        )


def check_draws_by_chance(answer):
    """The seed decides which blocks are drawn, and the order of the rows does not."""
    tiles = pd.read_csv("tiles.csv")
    drawn = [frozenset(tables(answer, tiles, 0.2, seed)[1]["block"]) for seed in (1, 2, 3)]
    require(
        len(set(drawn)) == 3,
        expected="another seed to draw other blocks",
        received="the same blocks for the seeds 1, 2 and 3",
        look="Where does the seed come in?",
    )
    again = frozenset(
        tables(answer, tiles.sample(frac=1, random_state=0).sort_index(ascending=False), 0.2, 1)[1]["block"]
    )
    require(
        again == drawn[0] and frozenset(tables(answer, tiles, 0.2, 1)[1]["block"]) == drawn[0],
        expected="the same seed to draw the same blocks, in whatever order the rows come",
        received="other blocks",
        look="Sort the different blocks before you draw among them, and use a generator made from the seed.",
    )
