"""What is said: the neutral document, its numbering, and a readable dump. Knows nothing of corpora."""
