import keras
import numpy as np
from checking import require


def model():
    made = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    made.stop_training = False
    return made


def train(callback, losses, learner=None):
    """Play a training with these losses; epoch i leaves i in the weights. Return the epochs run, and the weight."""
    learner = learner or model()
    learner.stop_training = False
    callback.set_model(learner)
    callback.on_train_begin({})
    epochs = 0
    for epoch, loss in enumerate(losses):
        learner.set_weights([np.full((1, 1), float(epoch + 1)), np.zeros(1)])
        callback.on_epoch_begin(epoch, {})
        # The training loss goes the other way: whoever watches it sees improvements only.
        callback.on_epoch_end(epoch, {"loss": 1.0 / (epoch + 1), "val_loss": loss})
        epochs += 1
        if learner.stop_training:
            break
    callback.on_train_end({})
    return epochs, float(np.array(learner.weights[0])[0, 0])


def require_end(answer, losses, patience, wanted, *, expected, look):
    epochs, _ = train(answer.StopWithoutProgress(patience), losses)
    require(
        epochs == wanted,
        expected=f"{expected} (val_loss {', '.join(map(str, losses))}; patience {patience})",
        received=f"{epochs} epochs" + (", all of them" if epochs == len(losses) else ""),
        look=look,
    )


def check_goes_on_while_it_improves(answer):
    """Training goes on while val_loss falls."""
    require_end(
        answer,
        [0.9, 0.8, 0.7, 0.6, 0.5],
        1,
        5,
        expected="all 5 epochs",
        look="Each epoch is better than the best before it; when did your callback begin to wait?",
    )


def check_waits_as_long_as_its_patience(answer):
    """Training ends after as many epochs without an improvement as it has patience."""
    for patience, wanted in ((1, 3), (2, 4), (3, 5)):
        require_end(
            answer,
            [0.9, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0],
            patience,
            wanted,
            expected=f"an end after epoch {wanted}",
            look="Count the epochs since the best one; Keras looks at `self.model.stop_training`.",
        )


def check_measures_from_the_best(answer):
    """An improvement is one on the best epoch so far, not on the one before."""
    require_end(
        answer,
        [0.9, 0.5, 0.8, 0.7, 0.6, 0.55, 0.52],
        3,
        5,
        expected="an end after epoch 5: no epoch since the second is better than the best",
        look="With which loss do you compare?",
    )
    require_end(
        answer,
        [0.5, 0.5, 0.5, 0.4],
        2,
        3,
        expected="an end after epoch 3: the same loss as the best is no improvement",
        look="Lower, or lower and equal?",
    )


def check_counts_epochs_in_a_row(answer):
    """After an improvement the waiting starts from nothing."""
    require_end(
        answer,
        [0.9, 0.95, 0.8, 0.85, 0.7, 0.75, 0.6, 0.7, 0.7, 0.7],
        2,
        9,
        expected="an end after epoch 9: before it there were never two epochs in a row without an improvement",
        look="What becomes of the count when an epoch is better?",
    )


def check_brings_the_best_weights_back(answer):
    """The model ends with the weights of its best epoch."""
    for losses, best in (([0.9, 0.7, 0.8, 0.85], 2), ([0.3, 0.7, 0.8], 1), ([0.9, 0.8, 0.6], 3), ([5e3, 4e3, 6e3], 2)):
        _, weight = train(answer.StopWithoutProgress(5), losses)
        require(
            weight == best,
            expected=f"the weights of epoch {best} (val_loss {', '.join(map(str, losses))})",
            received=f"those of epoch {weight:.0f}",
            look="`get_weights` copies the weights of the moment, `set_weights` puts them back.",
        )


def check_begins_anew(answer):
    """The same callback can be used for a second training."""
    callback = answer.StopWithoutProgress(2)
    train(callback, [0.5, 0.6, 0.6, 0.6])
    epochs, weight = train(callback, [0.9, 0.8, 0.7, 0.75, 0.76])
    require(
        (epochs, weight) == (5, 3.0),
        expected="a second training with val_loss 0.9, 0.8, 0.7, 0.75, 0.76 to take 5 epochs and end with epoch 3",
        received=f"{epochs} epochs, and the weights of epoch {weight:.0f}",
        look="What must be forgotten in `on_train_begin`?",
    )
