LEFT = {
    "resize": ...,  # TODO: (rows, columns, type) of what shows the picture
    "resize_with_pad": ...,  # TODO
    "resize_with_crop_or_pad": ...,  # TODO
    "central_crop": ...,  # TODO
}
