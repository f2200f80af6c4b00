"""The inbox of an officer, from 10,000 to 1,000,000 dossiers. Enter by `measuring.measure`."""
