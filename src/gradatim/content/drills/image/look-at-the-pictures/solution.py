import matplotlib.pyplot as plt


def contact_sheet(pictures, labels, class_names):
    """Return a figure that shows the first picture of each class."""
    figure, all_axes = plt.subplots(1, len(class_names))
    for label, (name, axes) in enumerate(zip(class_names, all_axes)):
        axes.imshow(pictures[labels == label][0].astype("uint8"))
        axes.set_title(name)
    return figure
