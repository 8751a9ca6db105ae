# The model, to be read and not to be run:
#
#     keras.Sequential(
#         [
#             keras.Input((32, 32, 3)),
#             keras.layers.Conv2D(8, 3, activation="relu"),
#             keras.layers.MaxPooling2D(),
#             keras.layers.Flatten(),
#             keras.layers.Dropout(0.5),
#             keras.layers.Dense(10, activation="softmax"),
#         ]
#     )

after_conv = ...  # TODO: a shape
parameters_of_conv = ...  # TODO: a number

after_pooling = ...  # TODO: a shape
parameters_of_pooling = ...  # TODO: a number

after_flatten = ...  # TODO: a shape

after_dropout = ...  # TODO: a shape
parameters_of_dropout = ...  # TODO: a number

after_dense = ...  # TODO: a shape
parameters_of_dense = ...  # TODO: a number
