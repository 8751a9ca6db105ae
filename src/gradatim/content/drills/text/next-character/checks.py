import numpy as np
from checking import require, shown

CASES = (
    ("abcab", "abc", 3),
    ("the rain in spain", " aehinprst", 5),
    ("to be or not to be", " beonrt", 1),
    ("zebra", "abezr", 4),
)


def cut(answer, text, characters, length):
    """Return the answer's two arrays."""
    result = answer.windows(text, characters, length)
    require(
        isinstance(result, tuple | list) and len(result) == 2,
        expected="windows to return two arrays: ids and following",
        received=result,
        look="End the function with `return …, …`.",
    )
    ids, following = np.asarray(result[0]), np.asarray(result[1])
    for name, array in (("ids", ids), ("following", following)):
        require(
            np.issubdtype(array.dtype, np.integer),
            expected=f"{name} as integers",
            received=array,
            look="The id of a character is its index in `characters`.",
        )
    return ids, following


def check_count(answer):
    """There is one window for each place that has a character after it."""
    for text, characters, length in CASES:
        ids, following = cut(answer, text, characters, length)
        wanted = len(text) - length
        require(
            ids.shape == (wanted, length) and following.shape == (wanted,),
            expected=f"{wanted} windows of {length} characters from {text!r}, one for each place, and as many targets",
            received=f"shapes {ids.shape} and {following.shape}",
            look="The first window starts at 0, the next one at 1; the last still has one character after it.",
        )


def check_windows(answer):
    """The windows are the runs of the text in their order."""
    for text, characters, length in CASES:
        ids, _ = cut(answer, text, characters, length)
        received = ["".join(characters[number] for number in row) for row in ids]
        wanted = [text[start : start + length] for start in range(len(text) - length)]
        require(
            received == wanted,
            expected=f"the windows {wanted[:4]} … of {text!r}",
            received=shown(received[:4]),
            look="Each window starts one character after the last one.",
        )


def check_targets(answer):
    """The target of a window is the character after it."""
    for text, characters, length in CASES:
        _, following = cut(answer, text, characters, length)
        received = "".join(characters[number] for number in following)
        require(
            received == text[length:],
            expected=f"{text[length:]!r} for {text!r}: for each window of {length} what comes after it",
            received=repr(received),
            look="The window that starts at i ends at i + length - 1; the target stands behind that.",
        )


def check_type(answer):
    """Both arrays are int32."""
    ids, following = cut(answer, *CASES[0])
    require(
        ids.dtype == np.int32 and following.dtype == np.int32,
        expected="both arrays of type int32",
        received=f"{ids.dtype} and {following.dtype}",
        look="Keep the type of the array that the starter makes.",
    )
