LABELS = {
    "ant": 5,
    "Zebra": 3,
    "2": 0,
    "_unsure": 4,
    "10": 1,
    "Ape": 2,
}
