"""Results of the tests that kill, ten rounds for each database, and the program that writes them down."""
