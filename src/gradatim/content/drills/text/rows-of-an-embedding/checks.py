import keras
import numpy as np
from checking import require

WORDS = ["sea", "wind", "sail", "rope", "deck", "mast", "tide", "gull", "port"]


def encoder(answer, words, width=4):
    """Return the vectorisation, the answer's model and its embedding."""
    vectorize = keras.layers.TextVectorization(vocabulary=words)
    model = answer.build_encoder(vectorize, width)
    require(
        isinstance(model, keras.Model),
        expected="build_encoder to return a Keras model",
        received=model,
        look="Return the Sequential model.",
    )
    require(
        model.built,
        expected="a model that knows its input: ids of any length",
        received="a model without an Input, which is built at its first call only",
        look="Keep the Input of the starter.",
    )
    tables = [layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)]
    require(
        len(tables) == 1,
        expected="one Embedding layer in the model",
        received=f"{len(tables)} of them",
        look="Keep the layers of the starter; one argument is wrong.",
    )
    return vectorize, model, tables[0]


def check_all_ids_have_a_row(answer):
    """Every id that the vocabulary can give has a row."""
    for words in (WORDS, WORDS[:3], [f"word{number}" for number in range(50)]):
        vectorize, _, table = encoder(answer, words)
        greatest = int(vectorize([words[-1]]).numpy().max())
        require(
            table.input_dim > greatest,
            expected=f"a row for the greatest id, {greatest}, of a vocabulary of {len(words)} words",
            received=f"{table.input_dim} rows, for the ids 0 to {table.input_dim - 1}",
            look="Rows are counted from 0, and two ids belong to no word of the list.",
        )


def check_no_row_is_wasted(answer):
    """No row is left that no id can reach."""
    for words in (WORDS, WORDS[:3]):
        vectorize, _, table = encoder(answer, words)
        require(
            table.input_dim == vectorize.vocabulary_size(),
            expected=f"as many rows as ids for {len(words)} words: {vectorize.vocabulary_size()}",
            received=f"{table.input_dim} rows",
            look="Which method of the layer tells how many ids there are, padding and unknown included?",
        )


def check_average(answer):
    """The output is the average of the words' vectors, without padding, for any length."""
    vectorize, model, table = encoder(answer, WORDS, width=6)
    for texts in (["sea wind port", "gull"], ["rope deck mast tide sea kraken", "tide tide"]):
        ids = vectorize(texts).numpy()
        output = model.predict(ids, verbose=0)
        require(
            output.shape == (2, 6),
            expected="vectors of shape (2, 6) for two texts and width 6",
            received=output,
            look="`width` is the second argument of the embedding.",
        )
        rows = np.asarray(table.embeddings)
        wanted = np.stack([rows[row[row > 0]].mean(axis=0) for row in ids])
        require(
            np.allclose(output, wanted, atol=1e-5),
            expected="the average of the vectors of the words alone",
            received=output[1],
            look="Is the padding, id 0, marked as something to leave out?",
        )
