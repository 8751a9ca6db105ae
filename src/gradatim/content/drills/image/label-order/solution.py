LABELS = {
    "ant": 5,
    "Zebra": 3,
    "2": 1,
    "_unsure": 4,
    "10": 0,
    "Ape": 2,
}
