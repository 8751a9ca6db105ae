# To be read and not to be run:
#
#     model = keras.Sequential([keras.Input((1000,)), keras.layers.Dropout(0.2)])
#     ones = np.ones((100, 1000))

# model.predict(ones).mean()
mean_in_predict = ...  # TODO: a number

# model.predict(ones).max()
largest_in_predict = ...  # TODO: a number

# Are two calls of model.predict(ones) equal?
two_predictions_are_equal = ...  # TODO: True or False

# (model(ones, training=True).numpy() == 0).mean()
share_of_zeros_in_training = ...  # TODO: a number

# model(ones, training=True).numpy().max()
largest_in_training = ...  # TODO: a number

# model(ones, training=True).numpy().mean()
mean_in_training = ...  # TODO: a number

# Are two calls of model(ones, training=True) equal?
two_training_steps_are_equal = ...  # TODO: True or False

# model.count_params()
parameters = ...  # TODO: a number
