"""Models whose answers are not what was agreed."""

from __future__ import annotations

from functools import partial

from gradatim.sandbox.failure import Reason
from tests.attacks.building import added, lambda_model
from tests.attacks.sample import Answers, Expected, Family, Sample, on_predict

_OUTPUT = partial(Sample, family=Family.OUTPUT)
_DTYPE, _SHAPE, _FINITE = (
    on_predict(Reason.OUTPUT_DTYPE),
    on_predict(Reason.OUTPUT_SHAPE),
    on_predict(Reason.NOT_FINITE),
)

_EXPRESSIONS: dict[str, tuple[str, Expected]] = {
    "NaN": ("x * float('nan')", _FINITE),
    "infinity": ("x + float('inf')", _FINITE),
    "too large for a float": ("tf.cast(x, tf.float64) + 1e300", _FINITE),
    "complex numbers": ("tf.complex(x, x)", _DTYPE),
    "text": ("tf.strings.as_string(x)", _DTYPE),
    "truth values": ("x > 0", _DTYPE),
    "a scalar": ("tf.reduce_sum(x)", _SHAPE),
    "no columns": ("x[:, 0]", _SHAPE),
    "two columns": ("tf.concat([x, x], 1)", _SHAPE),
    "one row less": ("x[1:]", _SHAPE),
    "no rows": ("x[:0]", _SHAPE),
    "many more rows": ("tf.repeat(x, 1000, 0)", _SHAPE),
    "an axis more": ("x[:, :, None]", _SHAPE),
    # Keras passes on only what the configuration declares.
    "two answers where one is declared": ("[x, x * 2]", Answers(1.0)),
    "a dictionary of answers": ("{'a': x, 'b': x * 2}", Answers(1.0)),
    "no answer": ("[]", on_predict(Reason.OUTPUT_COUNT, Reason.ERROR)),
    "nothing": ("None", on_predict(Reason.OUTPUT_COUNT, Reason.ERROR)),
    "a ragged answer": ("tf.RaggedTensor.from_tensor(x)", on_predict(Reason.ERROR)),
    "a sparse answer": ("tf.sparse.from_dense(x)", on_predict(Reason.ERROR)),
    "ten gigabytes": ("tf.zeros((256, 10_000_000))", on_predict(Reason.MEMORY, Reason.OUTPUT_SHAPE)),
    "a variant": ("tf.data.experimental.to_variant(tf.data.Dataset.range(1))", on_predict(Reason.OUTPUT_DTYPE)),
}

SAMPLES = (
    *(
        _OUTPUT(name, make=lambda_model(expression), expected=expected)
        for name, (expression, expected) in _EXPRESSIONS.items()
    ),
    _OUTPUT(
        "two outputs",
        make=added("two_outputs.keras", lambda _: {}),
        expected=on_predict(Reason.OUTPUT_COUNT, text="2 outputs"),
    ),
)
