"""Pages of figures: the table with every number a link to its dossiers, the same as Excel, official reports, what all may see."""
