"""What leaves the house: files into folders. Alone touches the disk for writing."""
