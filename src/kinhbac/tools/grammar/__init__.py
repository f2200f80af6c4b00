"""The grammar of procedures (thủ tục hành chính): a folder of files a jurist can read becomes one dated definition.

Entered through `types`, `catalogue` (folders in, definitions or faults out), `plain` (kept once by hash, made again
without the files), `fees`, `rules` and `examples`. All pure.
"""
