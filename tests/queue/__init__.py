"""Tests of the queue."""  # noqa: A005 - the name of what is tested
