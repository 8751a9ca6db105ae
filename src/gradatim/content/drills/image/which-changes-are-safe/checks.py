from arrows import CHANGES, load_arrows, recognise
from checking import require, require_close, require_defined


def true_share(change):
    pictures, labels = load_arrows()
    return sum(recognise(change(picture)) == label for picture, label in zip(pictures, labels, strict=True)) / len(
        labels
    )


def check_measures_the_share(answer):
    """share_kept measures the changed pictures against their labels."""
    for what, change in (
        ("nothing at all", lambda picture: picture),
        ("a change that turns every arrow round", lambda picture: picture[::-1, ::-1]),
        ("a change that turns every arrow to the left-right mirror image", lambda picture: picture[:, ::-1]),
    ):
        require_close(
            answer.share_kept(change),
            true_share(change),
            what=f"the share of labels kept by {what}",
            look="Recognise the changed picture, and compare it with the label that the picture had.",
        )


def check_names_the_safe_changes(answer):
    """SAFE names the changes that keep every label, and no other."""
    safe = require_defined(answer, "SAFE", look="Print share_kept for each of CHANGES first.")
    require(
        isinstance(safe, list) and set(map(str, safe)) <= set(CHANGES),
        expected=f"a list of names out of {', '.join(CHANGES)}",
        received=safe,
        look="Write the names as they stand in CHANGES.",
    )
    for name, change in CHANGES.items():
        share = true_share(change)
        require(
            share == 1 or name not in safe,
            expected="SAFE to hold only changes that keep every label",
            received=f"{name}, which keeps {share:.0%} of them",
            look="What does an arrow to the left show after this change?",
        )
    missing = [name for name, change in CHANGES.items() if true_share(change) == 1 and name not in safe]
    require(
        not missing,
        expected="SAFE to hold all changes that keep every label",
        received=f"{len(missing)} too few",
        look="A change that keeps every label gives more training pictures for nothing: measure the others.",
    )
    require(
        len(safe) == len(set(safe)),
        expected="each name once",
        received=safe,
        look="Remove the repeated name.",
    )
