"""The rules of finding, one step a file: `syllables` > `slips` > `concepts` > `terms` > `index` > `finder`; `measure` judges them."""
