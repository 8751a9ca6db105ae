import keras
import numpy as np


class PhotosOnDisk(keras.utils.PyDataset):
    """Batches of a .npy file that stays on disk."""

    def __init__(self, images_path, labels_path, batch_size):
        super().__init__()
        self.images = np.load(images_path)  # TODO: map the file instead of reading it
        self.labels = np.load(labels_path)
        self.batch_size = batch_size

    def __len__(self):
        ...  # TODO: the number of batches in an epoch

    def __getitem__(self, index):
        ...  # TODO: images as float32 from 0 to 1, and labels, of the batch with this number
