import math

import keras
import numpy as np


class PhotosOnDisk(keras.utils.PyDataset):
    def __init__(self, images_path, labels_path, batch_size):
        super().__init__()
        self.images = np.load(images_path, mmap_mode="r")
        self.labels = np.load(labels_path)
        self.batch_size = batch_size

    def __len__(self):
        return math.ceil(len(self.images) / self.batch_size)

    def __getitem__(self, index):
        rows = slice(index, index + self.batch_size)
        return self.images[rows].astype("float32") / 255.0, self.labels[rows]
