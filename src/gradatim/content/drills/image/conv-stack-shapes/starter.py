SHAPES = {
    "conv_1": ...,  # TODO: (height, width, channels) after Conv2D(16, 3)
    "pool_1": ...,  # TODO: after MaxPooling2D(2)
    "conv_2": ...,  # TODO: after Conv2D(32, 5, strides=2, padding="same")
    "pool_2": ...,  # TODO: after MaxPooling2D(2)
    "conv_3": ...,  # TODO: after Conv2D(64, 3)
    "average": ...,  # TODO: (features,) after GlobalAveragePooling2D()
    "classes": ...,  # TODO: after Dense(10)
}
