"""What the house costs: measured again by `make bench`, written down in RESULTS.md. `soak/` holds what survived kills."""
