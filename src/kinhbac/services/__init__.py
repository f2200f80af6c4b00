"""Services: what people come for, a folder each, strangers to each other."""
