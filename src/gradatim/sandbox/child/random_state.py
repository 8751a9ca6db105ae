"""TensorFlow's own random state, brought back before each question."""

from __future__ import annotations

from typing import Any

import keras

SEED = 0


class RandomState:
    """Sets TensorFlow's seed again where that can make a difference.

    Setting it makes TensorFlow forget every kernel, and to prepare them anew takes several times as long as to answer
    a few rows. Keras keeps its random state in variables, which are brought back by themselves; the operations of
    TensorFlow that keep theirs in their kernels are those with an attribute `seed`. Kernels inside a loop are out of
    reach; the first answers of a process, which are the ones that count, are the same each time all the same.
    """

    def __init__(self) -> None:
        self._graphs: list[Any] = []
        self._unread = 0
        self._draws = False

    def watch(self, graph: Any) -> None:
        """Take note of a graph that will answer questions. It may still be growing."""
        self._graphs.append(graph)

    def bring_back(self, *, for_graph: bool) -> None:
        """Set the seed, unless a graph is asked and no graph draws numbers from a kernel's own state.

        Args:
            for_graph: Whether one of the graphs answers next. Operations by themselves draw from the context's state.
        """
        if not (for_graph and self._graphs) or self._any_graph_draws():
            keras.utils.set_random_seed(SEED)

    def _any_graph_draws(self) -> bool:
        for graph in self._graphs[self._unread :]:
            self._draws = self._draws or _draws(graph)
        self._unread = len(self._graphs)
        return self._draws


def _draws(graph: Any) -> bool:
    definition = graph.as_graph_def()
    functions = (function.node_def for function in definition.library.function)
    return any("seed" in node.attr for nodes in (definition.node, *functions) for node in nodes)
