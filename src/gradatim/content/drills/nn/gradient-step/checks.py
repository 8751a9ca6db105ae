import numpy as np
import tensorflow as tf
from checking import require, require_close

X = np.array([0.5, -1.0, 2.0, 3.0], dtype="float32")
Y = np.array([1.0, 0.0, 4.0, 2.0], dtype="float32")


def step(answer, weight, bias, rate):
    """Take one step of the answer's; return the variables and what it returned."""
    variables = tf.Variable(weight), tf.Variable(bias)
    returned = answer.descent_step(*variables, tf.constant(X), tf.constant(Y), rate)
    return *variables, returned


def check_returns_the_loss_before_the_step(answer):
    """It returns the mean squared error before the step."""
    *_, loss = step(answer, 0.5, -0.25, rate=0.1)
    require_close(
        loss if loss is not ... else None,
        np.mean((0.5 * X - 0.25 - Y) ** 2),
        what="the returned loss",
        look="Square the errors of weight * x + bias, take their mean, and return that tensor.",
    )


def check_step_is_the_gradient_times_the_rate(answer):
    """Each variable moves against its gradient, by the learning rate times the gradient."""
    for weight, bias, rate in ((0.5, -0.25, 0.1), (3.0, 1.0, 0.02)):
        moved_weight, moved_bias, _ = step(answer, weight, bias, rate)
        error = weight * X + bias - Y
        start = f"from weight {weight}, bias {bias} at rate {rate}"
        require_close(
            moved_weight.numpy(),
            weight - rate * np.mean(2 * error * X),
            what=f"the weight after one step {start}",
            look="Is the variable itself changed, and against the gradient? `assign_sub` subtracts in place.",
        )
        require_close(
            moved_bias.numpy(),
            bias - rate * np.mean(2 * error),
            what=f"the bias after one step {start}",
            look="The bias has a gradient of its own. Is the variable changed in place?",
        )


def check_many_steps_find_the_line(answer):
    """Many steps find the line that fits best."""
    weight, bias = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(300):
        answer.descent_step(weight, bias, tf.constant(X), tf.constant(Y), 0.1)
    best = np.polyfit(X, Y, 1)
    require(
        np.allclose([weight.numpy(), bias.numpy()], best, atol=1e-3),
        expected=f"weight and bias near {best[0]:.3f} and {best[1]:.3f} after 300 steps",
        received=f"{weight.numpy():.3f} and {bias.numpy():.3f}",
        look="Does each call compute the loss anew from the present values of the variables?",
    )
