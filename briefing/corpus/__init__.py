"""What is known: the corpus as files, records and checks."""
