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

after_conv = (32, 32, 8)
parameters_of_conv = 224

after_pooling = (16, 16, 8)
parameters_of_pooling = 0

after_flatten = (2048,)

after_dropout = (2048,)
parameters_of_dropout = 0

after_dense = (10,)
parameters_of_dense = 20490
