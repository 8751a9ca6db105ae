LABELS = {
    "ant": 3,
    "Zebra": 4,
    "2": 1,
    "_unsure": 5,
    "10": 0,
    "Ape": 2,
}
