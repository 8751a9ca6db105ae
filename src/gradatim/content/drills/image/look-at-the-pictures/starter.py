import matplotlib.pyplot as plt


def contact_sheet(pictures, labels, class_names):
    """Return a figure that shows the first picture of each class."""
    figure, all_axes = plt.subplots(1, len(class_names))
    for label, (name, axes) in enumerate(zip(class_names, all_axes)):
        ...  # TODO: the first picture with this label, and its name
    return figure
