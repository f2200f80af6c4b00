"""The foundation: words, definitions, working time, codes, money, people's numbers, the clock. Knows no Django."""
