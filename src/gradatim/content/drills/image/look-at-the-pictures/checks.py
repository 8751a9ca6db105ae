import numpy as np
from checking import require
from matplotlib.figure import Figure


def drawn(answer):
    """Let the answer draw nine pictures of three classes; return the axes, the pictures and the labels."""
    rng = np.random.default_rng(8)
    pictures = rng.uniform(0, 255, (9, 6, 5, 3)).astype("float32")
    labels = np.array([2, 2, 1, 0, 2, 1, 0, 0, 1])
    figure = answer.contact_sheet(pictures, labels, ["coast", "desert", "snow"])
    require(
        isinstance(figure, Figure),
        expected="contact_sheet to return a Matplotlib figure",
        received=figure,
        look="Return the figure that plt.subplots gave you.",
    )
    return figure.axes, pictures, labels


def check_one_picture_per_class(answer):
    """The figure has one axes per class, each with one picture."""
    axes, _, _ = drawn(answer)
    require(
        [len(one.images) for one in axes] == [1, 1, 1],
        expected="three axes with one picture each for three classes",
        received=f"{len(axes)} axes with {[len(one.images) for one in axes]} pictures",
        look="`imshow` draws a picture into the axes that it is called on.",
    )


def check_titles_are_the_class_names(answer):
    """Each axes has the name of its class as the title."""
    axes, _, _ = drawn(answer)
    titles = [one.get_title() for one in axes]
    require(
        titles == ["coast", "desert", "snow"],
        expected="the title of each axes to be the name of its class: coast, desert, snow",
        received=f"{titles}",
        look="Which method of an axes sets its title?",
    )


def check_colours_are_right(answer):
    """The pictures are drawn in their true colours."""
    axes, _, _ = drawn(answer)
    for one in axes:
        shown = np.asarray(one.images[0].get_array())
        # Matplotlib cuts floats off at 1 when they are handed in.
        white = np.mean(shown >= (255 if shown.dtype == np.uint8 else 1))
        require(
            white < 0.5,
            expected="values that Matplotlib draws in their colours: whole numbers 0-255 or floats 0-1",
            received=f"floats above 1, so that {white:.0%} of the picture is white",
            look="How does Matplotlib read floats, and how whole numbers?",
        )


def check_each_class_has_its_picture(answer):
    """Each axes shows the first picture that has its label."""
    axes, pictures, labels = drawn(answer)
    for label, one in enumerate(axes):
        shown = np.asarray(one.images[0].get_array())
        shown = shown * (1.0 if shown.dtype == np.uint8 else 255.0)
        wanted = pictures[np.flatnonzero(labels == label)[0]]
        require(
            shown.shape == wanted.shape and np.abs(shown - wanted).max() <= 1.0,
            expected=f"axes {label} to show the first picture of the class {one.get_title()}",
            received="another picture, or other colours",
            look="Which pictures have this label, and which of them comes first?",
        )
