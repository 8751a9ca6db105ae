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

after_conv = (30, 30, 8)
parameters_of_conv = 224

after_pooling = (15, 15, 8)
parameters_of_pooling = 0

after_flatten = (1800,)

after_dropout = (900,)
parameters_of_dropout = 0

after_dense = (10,)
parameters_of_dense = 9010
