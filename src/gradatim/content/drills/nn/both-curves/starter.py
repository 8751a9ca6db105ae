import matplotlib.pyplot as plt


def plot(history, name):
    """Draw a quantity over the epochs, for training and for validation; return the figure."""
    figure, axes = plt.subplots()
    # TODO: two curves, two labels of the axes, a legend
    return figure
