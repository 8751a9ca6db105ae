import os

import keras
import numpy as np
from checking import calls, require

FILE = "best.keras"


def made(answer, patience):
    callbacks = answer.callbacks(FILE, patience)
    right = isinstance(callbacks, list | tuple) and [type(callback).__name__ for callback in callbacks] == [
        "EarlyStopping",
        "ModelCheckpoint",
    ]
    require(right, expected="a list: EarlyStopping, then ModelCheckpoint", received=callbacks, look="See README.")
    return callbacks


def train(answer, accuracies, patience):
    """Play a training; epoch i leaves i in the weights. Return the epochs run and the weight at the end."""
    if os.path.exists(FILE):
        os.remove(FILE)
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    model.stop_training = False
    callbacks = keras.callbacks.CallbackList(list(made(answer, patience)), model=model)
    callbacks.on_train_begin()
    epochs = 0
    for epoch, accuracy in enumerate(accuracies):
        model.set_weights([np.full((1, 1), float(epoch + 1)), np.zeros(1)])
        callbacks.on_epoch_begin(epoch)
        # The loss rises and the training accuracy does too, so that nothing but val_accuracy tells the story.
        logs = {"loss": 1 + epoch, "accuracy": 0.5 + epoch / 100, "val_loss": 2 + epoch, "val_accuracy": accuracy}
        callbacks.on_epoch_end(epoch, logs)
        epochs += 1
        if model.stop_training:
            break
    callbacks.on_train_end()
    return epochs, float(np.array(model.weights[0])[0, 0])


def check_watches_validation(answer):
    """Both callbacks watch the accuracy on validation data."""
    for callback in made(answer, 3):
        require(
            callback.monitor == "val_accuracy",
            expected=f"{type(callback).__name__} to watch val_accuracy",
            received=callback.monitor,
            look="Data that the model is trained on say little about new data.",
        )


def check_stops_when_accuracy_stalls(answer):
    """Training ends once val_accuracy has not risen for `patience` epochs, and not before."""
    accuracies = [0.5, 0.6, 0.7, 0.8, 0.79, 0.78, 0.77, 0.76, 0.75]
    for patience, wanted in ((2, 6), (4, 8)):
        epochs, _ = train(answer, accuracies, patience)
        require(
            epochs == wanted,
            expected=f"an end after epoch {wanted} with patience {patience}: the highest accuracy was that of epoch 4",
            received=f"{epochs} epochs",
            look="Does your callback take higher for better, or lower?",
        )


def check_restores_the_best_weights(answer):
    """The model ends with the weights of its best epoch."""
    for accuracies, best in (([0.5, 0.8, 0.7, 0.6], 2), ([0.9, 0.8, 0.7], 1)):
        _, weight = train(answer, accuracies, 2)
        require(
            weight == best,
            expected=f"the weights of the best epoch, {best}, in the model",
            received=f"those of epoch {weight:.0f}",
            look="EarlyStopping leaves the weights alone unless it is told otherwise.",
        )


def check_file_holds_the_best_model(answer):
    """The file holds the model of the best epoch."""
    for accuracies, best in (([0.5, 0.8, 0.7, 0.6], 2), ([0.4, 0.3, 0.6], 3)):
        train(answer, accuracies, 5)
        require(os.path.exists(FILE), expected=f"a file {FILE}", received="none", look="Does the path reach Keras?")
        weight = float(np.array(keras.models.load_model(FILE).weights[0])[0, 0])
        require(
            weight == best,
            expected=f"the model of the best epoch, {best}, in the file",
            received=f"that of epoch {weight:.0f}",
            look="When may the file be overwritten? And is higher better here, too?",
        )


def check_says_that_higher_is_better(answer):
    """Both callbacks are told that higher is better."""
    for kind in ("EarlyStopping", "ModelCheckpoint"):
        for call in calls(kind):
            require(
                any(keyword.arg == "mode" for keyword in call.keywords),
                expected=f"{kind} to be told that higher is better",
                received="a callback that guesses it from the name of the metric",
                look="Both take an argument `mode`.",
                line=call.lineno,
            )
