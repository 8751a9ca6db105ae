import keras
import numpy as np
from checking import require


def positions(value, count, what):
    made = np.asarray(value) if value is not None else np.array([None])
    require(
        made.shape == (count,) and np.issubdtype(made.dtype, np.integer),
        expected=f"{count} positions, whole numbers, from {what}",
        received=value,
        look="`np.argsort` gives positions; how many were asked for?",
    )
    return made.tolist()


def check_finds_itself_first(answer):
    """A row is most similar to itself."""
    features = np.random.default_rng(1).normal(size=(30, 8))
    for row in (4, 21):
        made = positions(answer.most_similar(features, features[row], 3), 3, "most_similar")
        require(
            made[0] == row,
            expected=f"row {row} first, when it is the query itself",
            received=made,
            look="`np.argsort` sorts from the smallest to the largest.",
        )


def check_uses_the_angle(answer):
    """The length of a row does not matter, only its direction."""
    features = np.array([[10.0, 9.0], [1.0, 0.1], [0.1, 2.0], [0.3, 0.0], [-5.0, 0.0]])
    for query in (np.array([2.0, 0.0]), np.array([0.01, 0.0])):
        made = positions(answer.most_similar(features, query, 4), 4, "most_similar")
        require(
            made == [3, 1, 0, 2],
            expected="[3, 1, 0, 2] for a query that points along the first axis: the length of a row must not matter",
            received=made,
            look="Divide by the length of each row.",
        )


def check_orders_all_rows(answer):
    """The order is that of the cosine similarity."""
    for seed in (5, 6):
        chance = np.random.default_rng(seed)
        features, query = chance.normal(size=(40, 5)) * chance.uniform(0.1, 9, (40, 1)), chance.normal(size=5)
        cosine = [float(np.dot(row, query) / np.sqrt(np.dot(row, row) * np.dot(query, query))) for row in features]
        wanted = sorted(range(40), key=lambda row: -cosine[row])[:7]
        made = positions(answer.most_similar(features, query, 7), 7, "most_similar")
        require(made == wanted, expected=f"the rows {wanted}", received=made, look="Best first, by the cosine.")


def check_uses_the_features(answer):
    """`search` compares features of the model, not pixels."""
    inputs = keras.Input((28, 28, 1))
    brightness = keras.layers.GlobalAveragePooling2D()(inputs)
    two = keras.layers.Dense(2, name="features")(brightness)
    model = keras.Model(inputs, keras.layers.Dense(3)(two))
    model.get_layer("features").set_weights([np.array([[1.0, 0.0]]), np.array([0.0, 1.0])])
    images = np.zeros((5, 28, 28), "uint8")
    images[0, :14] = 200  # mean 100, as picture 3, which shares no bright pixel with it
    images[1] = 255
    images[2] = 0
    images[3, 14:] = 204
    images[4] = 160
    made = positions(answer.search(model, images, 0, 4), 4, "search")
    require(
        made == [0, 3, 4, 2],
        expected="the pictures [0, 3, 4, 2], whose features are nearest: this model's features are the mean brightness",
        received=made,
        look="Which rows do you compare: pictures, or what the layer `features` gives, for values from -1 to 1?",
    )
    # Two near ties, one above and one below the query: a scale that is a little off turns one of them round.
    for above, below, wanted in ((208.0, 47.5, [0, 2, 1]), (207.5, 47.0, [0, 1, 2])):
        images = np.zeros((3, 28, 28), "uint8")
        for image, mean in zip(images, (127.5, above, below), strict=True):
            image[:14], image[14:] = np.floor(mean), np.ceil(mean)
        require(
            positions(answer.search(model, images, 0, 3), 3, "search") == wanted,
            expected=f"the order {wanted} for pictures of mean brightness 127.5, {above} and {below}",
            received="another order",
            look="The grey value 0 must become exactly -1, and 255 exactly 1.",
        )


def check_finds_clothes_of_the_kind(answer):
    """Most of the clothes found are of the kind that was asked for."""
    base = keras.models.load_model("clothes8.keras")
    with np.load("clothes.npz") as clothes:
        images, labels = clothes["images"][:300], clothes["labels"][:300]
    same = []
    for number in (0, 61, 122, 183, 244):
        found = positions(answer.search(base, images, number, 5), 5, "search")
        require(found[0] == number, expected="the picture itself first", received=found, look="It is at angle 0.")
        same += [labels[row] == labels[number] for row in found[1:]]
    require(
        np.mean(same) > 0.5,
        expected="more than half of the pictures found to be of the kind of the query (by chance: a tenth)",
        received=f"{np.mean(same):.2f}",
        look="Are the pictures prepared from -1 to 1, and does each keep its position?",
    )
