import numpy as np
from checking import require, require_close
from PIL import Image


def loaded(answer, picture, name, **how):
    """Save a picture, let the answer load it, and require an RGB array."""
    picture.save(name, **how)
    given = answer.load_rgb(name)
    require(
        isinstance(given, np.ndarray),
        expected="load_rgb to return a NumPy array",
        received=given,
        look="`np.asarray` makes an array of a Pillow picture.",
    )
    return given


def check_three_channels(answer):
    """Grey, palette and colour pictures all become (height, width, 3) of type uint8."""
    grey = np.arange(20, dtype="uint8").reshape(5, 4)
    wanted = np.repeat(grey[..., None], 3, axis=2)
    colour = Image.fromarray(np.random.default_rng(0).integers(0, 256, (5, 4, 3), dtype="uint8"))
    for name, picture, true in (
        ("a.png", Image.fromarray(grey), wanted),
        ("b.png", colour, np.asarray(colour)),
        ("c.gif", colour.quantize(16), np.asarray(colour.quantize(16).convert("RGB"))),
    ):
        given = loaded(answer, picture, name)
        require(
            given.shape == (5, 4, 3) and given.dtype == np.uint8,
            expected=f"shape (5, 4, 3) and type uint8 for a picture of the mode {picture.mode}",
            received=given,
            look="What does Pillow's `convert` do to the picture's mode?",
        )
        require_close(
            given, true, what=f"the colours of a picture of the mode {picture.mode}", look="Only the mode changes."
        )


def check_transparent_is_white(answer):
    """Transparent parts are white, half transparent ones half white."""
    pixels = np.zeros((2, 3, 4), "uint8")
    pixels[0] = [255, 0, 0, 0]  # red, but wholly transparent
    pixels[1] = [0, 0, 0, 128]
    given = loaded(answer, Image.fromarray(pixels, "RGBA"), "d.png")
    require(
        given.shape == (2, 3, 3) and np.all(given[0] == 255),
        expected="a transparent pixel to be white (255, 255, 255)",
        received=given[0],
        look="Dropping the fourth channel shows the colour that was hidden below it.",
    )
    require(
        np.all(np.abs(given[1].astype(int) - 127) <= 1),
        expected="half transparent black to be mid grey, about 127",
        received=given[1],
        look="Lay the picture onto a white one of the same size; let Pillow mix them.",
    )
    palette = Image.new("P", (2, 2), 1)
    palette.putpalette([0, 0, 255, 0, 255, 0])
    palette.putpixel((0, 0), 0)
    given = loaded(answer, palette, "e.png", transparency=0)
    require_close(
        given,
        [[[255, 255, 255], [0, 255, 0]], [[0, 255, 0], [0, 255, 0]]],
        what="a palette picture with a transparent colour",
        expected="the transparent colour of a palette to be white as well",
        look="Which mode keeps both the colours and the transparency of a palette?",
    )


def check_turns_photographs_upright(answer):
    """A photograph with an EXIF orientation comes upright."""
    pixels = np.zeros((4, 2, 3), "uint8")
    pixels[0] = 250  # bright at the top as stored; the note says: turn by 90 degrees clockwise
    exif = Image.Exif()
    exif[274] = 6
    given = loaded(answer, Image.fromarray(pixels), "f.png", exif=exif)
    require(
        given.shape == (2, 4, 3),
        expected="shape (2, 4, 3) from a file of 4 rows and 2 columns whose note says to turn it by 90 degrees",
        received=given,
        look="The note is EXIF's orientation; Pillow has a function that follows it.",
    )
    require(
        given[:, -1].min() > 200 and given[:, 0].max() < 50,
        expected="the side that was stored on top to lie on the right",
        received=given[..., 0],
        look="Turn the picture as its note says, once.",
    )
