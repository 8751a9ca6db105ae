from checking import line_of, require

TURNS = {"loss": [0.9, 0.6, 0.4, 0.25, 0.1], "val_loss": [0.95, 0.7, 0.6, 0.6, 0.8]}
STILL_LEARNS = {"loss": [0.9, 0.6, 0.4], "val_loss": [0.95, 0.7, 0.5]}
SMALL_RISE = {"loss": [0.9, 0.6, 0.5], "val_loss": [0.9, 0.6, 0.63]}
FALLS_APART = {"loss": [0.9, 0.5, 2.0, 9.0], "val_loss": [0.9, 0.6, 2.5, 8.0]}
STANDS_STILL = {"loss": [0.5, 0.5, 0.5], "val_loss": [0.5, 0.6, 0.7]}


def check_last_good_epoch(answer):
    """The last good epoch is the one with the lowest validation loss."""
    for history, wanted in ((TURNS, 3), (STILL_LEARNS, 3), (SMALL_RISE, 2), (STANDS_STILL, 1)):
        received = answer.last_good_epoch(history)
        require(
            received == wanted,
            expected=f"epoch {wanted} for val_loss {history['val_loss']} and loss {history['loss']}",
            received=received,
            look="Which list says how good the model is on new rows, and what number has the first epoch?",
            line=line_of("last_good_epoch"),
        )


def judge(answer, history, wanted, look, *tolerance):
    """Hold the answer's judgement against the right one."""
    received = answer.overfits(history, *tolerance)
    given = f" and tolerance {tolerance[0]}" if tolerance else ""
    require(
        received in (True, False) and received == wanted,
        expected=f"{wanted} for loss {history['loss']}, val_loss {history['val_loss']}{given}",
        received=received,
        look=look,
        line=line_of("overfits"),
    )


def check_finds_overfitting(answer):
    """A validation loss that turns while the training loss falls is overfitting."""
    judge(answer, TURNS, True, "Compare the last validation loss with the lowest one.")
    judge(answer, STILL_LEARNS, False, "Both losses fall to the end: nothing has turned yet.")


def check_a_small_rise_is_none(answer):
    """A rise within the tolerance is none."""
    judge(answer, SMALL_RISE, False, "The rise is 0.03. How much is tolerated?")
    judge(answer, SMALL_RISE, True, "The rise is 0.03, more than was tolerated.", 0.02)
    judge(answer, TURNS, False, "The rise is 0.2, less than was tolerated.", 0.25)
    exact = {"loss": [0.9, 0.5], "val_loss": [0.5, 0.75]}
    judge(answer, exact, False, "The rise equals the tolerance; it must be more.", 0.25)
    default = {"loss": [0.9, 0.5, 0.4], "val_loss": [0.9, 0.5, 0.58]}
    judge(answer, default, True, "The rise is 0.08. Which default has the tolerance?")


def check_both_losses_rise(answer):
    """A training that falls apart is no overfitting."""
    judge(
        answer,
        FALLS_APART,
        False,
        "The training loss rises as well: that points to the learning rate. What must the training loss do?",
    )
    judge(answer, STANDS_STILL, False, "The training loss stands still; for overfitting it must have fallen.")
