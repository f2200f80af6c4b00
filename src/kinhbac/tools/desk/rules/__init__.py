"""What the desk decides without asking anybody: rows, words, places in a list, and how much time is left."""
