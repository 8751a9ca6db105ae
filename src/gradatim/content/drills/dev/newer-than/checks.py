from checking import line_of, require


def holds(answer, cases, look):
    """Hold the answer against cases (version, wanted, whether it is at least that)."""
    for version, wanted, truth in cases:
        received = answer.at_least(version, wanted)
        require(
            received is truth,
            expected=f'at_least("{version}", "{wanted}") to be {truth}',
            received=received,
            look=look,
            line=line_of("at_least"),
        )


def check_equal_is_enough(answer):
    """A version is at least itself, and later ones are at least an earlier one."""
    cases = [("2.15.0", "2.15.0", True), ("2.21.0", "2.16.1", True), ("2.11.0", "2.16.1", False)]
    holds(answer, cases, "Return True or False: is the version the wanted one or a later one?")


def check_numbers_not_letters(answer):
    """Parts are whole numbers: 2.9 comes before 2.15."""
    cases = [
        ("2.9.1", "2.15.0", False),
        ("2.15.0", "2.9.1", True),
        ("2.9.0", "2.10.0", False),
        ("10.0.0", "2.0.0", True),
    ]
    holds(answer, cases, "Is 9 compared with 15, or the character 9 with the character 1?")


def check_every_part_counts(answer):
    """Every part counts, and a part that is not there is 0."""
    cases = [
        ("2.15.0", "2.15.1", False),
        ("2.15.10", "2.15.9", True),
        ("2.15", "2.15.0", True),
        ("3.0.0", "2.21.0", True),
        ("1.15.5", "2.0.0", False),
    ]
    holds(answer, cases, "The first part that differs decides; the third part counts as well.")


def check_candidates_come_before(answer):
    """A release candidate comes before the release."""
    cases = [
        ("2.15.0-rc1", "2.15.0", False),
        ("2.15.0", "2.15.0-rc1", True),
        ("2.15.0-rc1", "2.14.1", True),
        ("2.15.0-rc1", "2.15.0-rc0", True),
    ]
    holds(answer, cases, "A release candidate is not yet the release: it comes just before it.")
