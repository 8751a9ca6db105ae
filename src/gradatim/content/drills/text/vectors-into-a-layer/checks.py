import keras
import numpy as np
from checking import require, shown

VOCABULARY = ["", "[UNK]", "gold", "zeppelin", "the", "peace", "silver", "quokka", "war"]


def file_vectors(path):
    """Return the vectors of a file by word."""
    with open(path, encoding="utf-8") as file:
        rows = [line.split() for line in file]
    return {row[0]: [float(number) for number in row[1:]] for row in rows}


def layer_of(answer, path="vectors.txt", vocabulary=VOCABULARY):
    """Return the answer's layer after it has seen a batch."""
    layer = answer.embedding_layer(list(vocabulary), path)
    require(
        isinstance(layer, keras.layers.Embedding),
        expected="embedding_layer to return a keras.layers.Embedding",
        received=layer,
        look="Return the layer itself, not the matrix and not a model.",
    )
    layer(np.zeros((1, 2), "int32"))
    return layer


def check_shape(answer):
    """The layer has one row a word of the vocabulary, as wide as the file's vectors."""
    with open("small.txt", "w", encoding="utf-8") as file:
        file.write("peace 1 2 3\nwar -1 0.5 4\n")
    for path, width in (("vectors.txt", 32), ("small.txt", 3)):
        shape = tuple(layer_of(answer, path).embeddings.shape)
        require(
            shape == (len(VOCABULARY), width),
            expected=f"a table of shape {(len(VOCABULARY), width)} for {path}",
            received=str(shape),
            look="One row for each entry of the vocabulary, as many numbers as a line of the file has.",
        )


def check_rows(answer):
    """The row of an id is the vector of the word with this id."""
    for path in ("vectors.txt", "small.txt"):
        table, vectors = np.asarray(layer_of(answer, path).embeddings), file_vectors(path)
        for number, word in enumerate(VOCABULARY):
            if word in vectors:
                require(
                    np.allclose(table[number], vectors[word], atol=1e-6),
                    expected=f"row {number}, the id of {word!r}, to be the vector of that word",
                    received=table[number],
                    look="The order of the rows is that of the vocabulary; look each word up in the file.",
                )


def check_missing_words(answer):
    """Words that the file does not know have zeros."""
    table, vectors = np.asarray(layer_of(answer).embeddings), file_vectors("vectors.txt")
    for number, word in enumerate(VOCABULARY):
        if word not in vectors:
            require(
                not table[number].any(),
                expected=f"zeros in row {number}, {word!r}, which the file does not know",
                received=table[number],
                look="Begin with a matrix of zeros and fill only what the file knows.",
            )


def check_padding(answer):
    """The layers after it leave the padding out."""
    layer = layer_of(answer)
    ids = np.array([[2, 6, 8, 0, 0, 0]])
    mask = layer.compute_mask(ids)
    require(
        mask is not None and np.asarray(mask).tolist() == [[True, True, True, False, False, False]],
        expected="a mask that marks the three words and not the padding",
        received="no mask" if mask is None else shown(mask),
        look="Which argument of Embedding says that id 0 is padding?",
    )


def check_frozen(answer):
    """Training leaves the vectors as they are."""
    layer = layer_of(answer)
    before = np.asarray(layer.embeddings).copy()
    model = keras.Sequential([keras.Input((4,), dtype="int32"), layer, keras.layers.GlobalAveragePooling1D()])
    model.add(keras.layers.Dense(1))
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mse")
    model.train_on_batch(np.array([[2, 4, 6, 8]]), np.array([[3.0]]))
    require(
        np.array_equal(before, np.asarray(layer.embeddings)),
        expected="the same vectors after a step of training",
        received="changed vectors",
        look="Which argument keeps a layer's weights out of training?",
    )
