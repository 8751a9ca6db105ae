from __future__ import annotations

import pytest

from gradatim.exams.durations import clock_face, in_words


@pytest.mark.parametrize(
    ("seconds", "face", "words"),
    [
        (0.0, "0:00", "0 seconds"),
        (1.9, "0:00", "1 second"),
        (59.9, "0:00", "59 seconds"),
        (60.0, "0:01", "1 minute"),
        (3599.0, "0:59", "59 minutes"),
        (3600.0, "1:00", "1 hour"),
        (7320.0, "2:02", "2 hours 2 minutes"),
        (100 * 3600.0, "100:00", "100 hours"),
    ],
)
def test_exam_time_is_rounded_down(seconds: float, face: str, words: str) -> None:
    assert clock_face(seconds) == face
    assert in_words(seconds) == words
