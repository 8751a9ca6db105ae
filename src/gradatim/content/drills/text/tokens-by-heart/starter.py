# The layer, for reading; the answers come from your head:
#
# vectorize = keras.layers.TextVectorization(
#     vocabulary=["the", "river", "rose", "fell", "quickly"],
#     output_sequence_length=5,
# )

vocabulary_size = ...  # TODO: vectorize.vocabulary_size()
short = ...  # TODO: five ids of "The river rose."
unknown = ...  # TODO: five ids of "A river fell, the sun rose"
long = ...  # TODO: five ids of "quickly QUICKLY the river fell the river rose"
empty = ...  # TODO: five ids of ""
