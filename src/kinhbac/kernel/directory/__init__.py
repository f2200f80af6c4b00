"""The directory: administrative units, offices and competences, each with its dates and successors.

An immutable value, read once from the catalogue (`reader.read_directory`), asked through `directory.Directory`,
stored once per version by hash (`plain.to_plain`, `plain.from_plain`). Entered by the kernel and the floors above.
"""
