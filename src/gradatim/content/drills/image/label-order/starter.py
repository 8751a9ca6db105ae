LABELS = {
    "ant": ...,  # TODO: the label of animals/ant
    "Zebra": ...,  # TODO
    "2": ...,  # TODO
    "_unsure": ...,  # TODO
    "10": ...,  # TODO
    "Ape": ...,  # TODO
}
