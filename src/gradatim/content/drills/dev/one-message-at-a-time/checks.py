import keras
import numpy as np
from checking import line_of, require

ROWS = [["3.75", "1.87"], ["4.05", "1.71"], ["5.10", "1.52"], ["3.42", "1.66"], ["4.68", "2.01"], ["5.55", "1.63"]]
SEXES = ["male", "", "female", "female", "", "male"]
KNOWN = [0, 2, 3, 5]


def prepared(answer, rows=ROWS, sexes=SEXES):
    """Return what the answer prepares, as two arrays."""
    received = answer.prepare(rows, sexes)
    require(
        isinstance(received, tuple) and len(received) == 2 and all(isinstance(part, np.ndarray) for part in received),
        expected="prepare to return two NumPy arrays, x and y",
        received=received,
        look="Return measurements and labels, in this order.",
        line=line_of("prepare"),
    )
    return received


def check_measurements_are_numbers(answer):
    """The measurements are numbers of type float32."""
    x, _ = prepared(answer)
    require(
        x.dtype == np.float32 and x.ndim == 2,
        expected="x to be a table of type float32",
        received=x,
        look="Invalid dtype: str… speaks of text. Which argument of np.array says what an array holds?",
        line=line_of("prepare"),
    )


def check_labels_of_the_known(answer):
    """Each penguin whose sex is known has its label, and no other."""
    _, y = prepared(answer)
    require(
        y.dtype == np.float32 and y.tolist() == [1.0, 0.0, 0.0, 1.0],
        expected="4 labels of type float32, 1, 0, 0 and 1, for 6 penguins of which 2 are unknown",
        received=y,
        look="The labels were right as they were: an unknown penguin is neither male nor female.",
        line=line_of("prepare"),
    )


def check_rows_belong_to_labels(answer):
    """Each row of the measurements belongs to its label."""
    x, y = prepared(answer)
    require(
        len(x) == len(y),
        expected=f"as many rows in x as labels in y, {len(y)}",
        received=f"{len(x)} rows",
        look="The labels leave the unknown penguins out; what do the measurements do?",
        line=line_of("prepare"),
    )
    require(
        np.allclose(x, np.array([ROWS[row] for row in KNOWN], "float32")),
        expected="the rows of x to belong to the labels: those of penguins 0, 2, 3 and 5",
        received=x,
        look="The number of rows fits now, but are they the same penguins?",
        line=line_of("prepare"),
    )


def check_gives_probabilities(answer):
    """The model is the one of the beginning: two numbers in, one probability out."""
    model = answer.new_model()
    shapes = (model.input_shape, model.output_shape) if getattr(model, "built", False) else "no input shape"
    require(
        shapes == ((None, 2), (None, 1)),
        expected="new_model() to take (None, 2) and to give (None, 1)",
        received=shapes,
        look="The layers were right as they were.",
        line=line_of("new_model"),
    )
    far = np.asarray(model(np.array([[-50, -50], [50, -50], [-50, 50], [50, 50]], "float32")))
    require(
        far.min() >= 0 and far.max() <= 1,
        expected="probabilities from 0 to 1",
        received=far,
        look="The last layer was right as it was.",
        line=line_of("new_model"),
    )


def check_trains(answer):
    """The model is trained for five epochs, with loss and metric as they were."""
    rng = np.random.default_rng(5)
    rows = [[f"{mass:.2f}", f"{depth:.2f}"] for mass, depth in rng.uniform(1, 5, (80, 2))]
    model = answer.train(rows, ["male", "female", ""] * 26 + ["male", "female"])
    require(
        isinstance(model, keras.Model) and model.compiled,
        expected="train to return a compiled model",
        received=model,
        look="Return the model that was trained.",
        line=line_of("train"),
    )
    require(
        int(model.optimizer.iterations) == 10,
        expected="10 steps: five epochs of 2 batches (54 penguins are known)",
        received=f"{int(model.optimizer.iterations)} steps",
        look="fit trains the object on which it is called, with what prepare returns.",
        line=line_of("train"),
    )
    results = model.evaluate(*prepared(answer), return_dict=True, verbose=0)
    require(
        model.loss == "binary_crossentropy" and set(results) == {"loss", "accuracy"},
        expected="the loss binary_crossentropy and the metric accuracy",
        received=f"{model.loss} and {', '.join(results)}",
        look="Keep the arguments of compile as they were.",
        line=line_of("train"),
    )
    require(
        isinstance(model.optimizer, keras.optimizers.Adam),
        expected="the optimizer Adam, as before",
        received=type(model.optimizer).__name__,
        look="Keep the arguments of compile as they were.",
        line=line_of("train"),
    )
