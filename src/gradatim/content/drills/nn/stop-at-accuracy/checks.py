from types import SimpleNamespace

from checking import require


def after_epoch(answer, accuracy, target=0.9):
    """Let the callback see one epoch; return whether it ends training."""
    callback = answer.StopAtAccuracy(target)
    model = SimpleNamespace(stop_training=False)
    callback.set_model(model)
    callback.on_epoch_end(0, {"accuracy": accuracy, "loss": 1.0 - accuracy / 2})
    return model.stop_training


def check_goes_on_below_the_target(answer):
    """Training goes on while the accuracy is below the target."""
    require(
        after_epoch(answer, accuracy=0.2) is False,
        expected="training to go on after an epoch with accuracy 0.2 and target 0.9",
        received="training stopped",
        look="Which entry of `logs` do you compare with the target?",
    )


def check_stops_at_the_target(answer):
    """Training ends once the accuracy reaches the target."""
    for accuracy in (0.9, 0.97):
        require(
            after_epoch(answer, accuracy) is True,
            expected=f"model.stop_training to be True after an epoch with accuracy {accuracy} and target 0.9",
            received="training went on",
            look="Keras looks at the attribute `stop_training` of `self.model`; a returned value is ignored.",
        )


def check_uses_its_own_target(answer):
    """The target is the one that was given."""
    require(
        after_epoch(answer, accuracy=0.6, target=0.5) is True,
        expected="training to stop at accuracy 0.6 when the target is 0.5",
        received="training went on",
        look="Is the target a number in your method, or `self.target`?",
    )
