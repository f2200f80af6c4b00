"""What is printed: the slip, the letters about a dossier, its process control, its result, and an office's register."""
