LEFT = {
    "resize": (32, 32, "float32"),
    "resize_with_pad": (32, 16, "float32"),
    "resize_with_crop_or_pad": (32, 16, "uint8"),
    "central_crop": (20, 10, "uint8"),
}
