import numpy as np
from checking import require, shown


def example():
    """Return twelve words with vectors of very different lengths."""
    rng = np.random.default_rng(8)
    words = [f"word{number}" for number in range(12)]
    return words, (rng.normal(size=(12, 5)) * rng.uniform(0.1, 20, (12, 1))).astype("float32")


def cosines_with(direction, vectors):
    """Return the cosine of one direction with each vector."""
    return np.array([row @ direction / np.sqrt((row @ row) * (direction @ direction)) for row in vectors])


def pairs(answer, word, words, vectors, count):
    """Return what nearest gives, as a list of pairs."""
    result = answer.nearest(word, words, vectors, count)
    require(
        isinstance(result, list | tuple)
        and all(isinstance(entry, tuple | list) and len(entry) == 2 for entry in result),
        expected="nearest to return a list of pairs (word, cosine)",
        received=result,
        look="Each entry holds a word, a string, and its cosine, a number.",
    )
    return list(result)


def check_load(answer):
    """The file becomes a list of words and an array of vectors."""
    with open("small.txt", "w", encoding="utf-8") as file:
        file.write("sea 0.5 -1.25 3\nwind 2 0.75 -0.5\n")
    for path, count, width in (("small.txt", 2, 3), ("vectors.txt", 1600, 32)):
        result = answer.load(path)
        require(
            isinstance(result, tuple | list) and len(result) == 2,
            expected="load to return two results: words and vectors",
            received=result,
            look="End the function with `return words, vectors`.",
        )
        words, vectors = result
        require(
            isinstance(words, list) and len(words) == count and all(isinstance(word, str) for word in words),
            expected=f"a list of {count} strings for {path}",
            received=words,
            look="The first field of each line is the word.",
        )
        require(
            isinstance(vectors, np.ndarray) and vectors.shape == (count, width) and vectors.dtype == np.float32,
            expected=f"a float32 array of shape {(count, width)} for {path}",
            received=vectors,
            look="All fields after the first are numbers, and np.array takes a dtype.",
        )
    words, vectors = answer.load("small.txt")
    require(
        words == ["sea", "wind"] and np.allclose(vectors, [[0.5, -1.25, 3], [2, 0.75, -0.5]]),
        expected="the words and numbers of the file, in its order",
        received=f"{words}, {shown(vectors)}",
        look="Keep the order of the lines, and take the numbers as they are.",
    )


def check_nearest(answer):
    """So many words are returned, and never the word itself."""
    words, vectors = example()
    for count in (1, 4):
        for word in ("word0", "word7"):
            found = [entry[0] for entry in pairs(answer, word, words, vectors, count)]
            require(
                word not in found,
                expected=f"the neighbours of {word!r}",
                received=f"{found}: {word!r} itself is among them",
                look="Every vector has cosine 1 with itself; leave the word out before you count.",
            )
            require(
                len(found) == count,
                expected=f"{count} words",
                received=found,
                look="`count` says how many words are wanted.",
            )


def check_cosine(answer):
    """The order and the numbers are those of the cosine."""
    words, vectors = example()
    for word in words[:6]:
        truth = cosines_with(vectors[words.index(word)], vectors)
        best = [index for index in np.argsort(-truth) if words[index] != word][:4]
        wanted = [(words[index], round(float(truth[index]), 3)) for index in best]
        received = [(name, round(float(cosine), 3)) for name, cosine in pairs(answer, word, words, vectors, 4)]
        require(
            [name for name, _ in received] == [name for name, _ in wanted]
            and np.allclose([value for _, value in received], [value for _, value in wanted], atol=2e-3),
            expected=f"the four greatest cosines with {word!r}: {wanted}",
            received=received,
            look="Does the length of a vector change your numbers? Greatest first, and divide by both lengths.",
        )


def check_analogy(answer):
    """The analogy follows b - a + c and names none of the three words."""
    words, vectors = example()
    units = np.stack([row / np.sqrt(row @ row) for row in vectors])
    for a, b, c in ((0, 1, 2), (3, 4, 5), (6, 2, 9), (7, 8, 0), (10, 11, 1), (5, 3, 8)):
        truth = cosines_with(units[b] - units[a] + units[c], units)
        truth[[a, b, c]] = -2
        received = answer.analogy(words[a], words[b], words[c], words, vectors)
        require(
            received not in (words[a], words[b], words[c]),
            expected="another word than the three of the question",
            received=received,
            look="The vector of one of the three is often nearest; leave all three out.",
        )
        require(
            received == words[int(truth.argmax())],
            expected=f"the word nearest to {words[b]} minus {words[a]} plus {words[c]}",
            received=received,
            look="Take a, b and c at length 1, then b - a + c, then the greatest cosine.",
        )


def check_analogy_leaves_all_three_out(answer):
    """None of the three words of the question is the answer, even where one is nearest."""
    words = ["left", "middle", "right", "far"]
    vectors = np.array([[0.8, 0.6], [1, 0], [0.8, -0.6], [0.1, 1]], dtype="float32")
    for question in (("middle", "left", "right"), ("right", "middle", "left"), ("right", "left", "middle")):
        received = answer.analogy(*question, words, vectors)
        require(
            received == "far",
            expected=f"'far', the only word left for the question {question}",
            received=received,
            look="Leave out a, b and c, all three.",
        )


def check_on_real_words(answer):
    """The functions agree about real words."""
    words, vectors = answer.load("vectors.txt")
    received = pairs(answer, "gold", words, vectors, 2)
    require(
        [name for name, _ in received] == ["silver", "stock"],
        expected="silver and stock as the neighbours of gold",
        received=received,
        look="Do words and rows still belong together after your sorting?",
    )
    received = answer.analogy("country", "countries", "nation", words, vectors)
    require(
        received == "nations",
        expected="'nations': it is to nation as countries is to country",
        received=received,
        look="Which vectors do you add, and which do you take away?",
    )
