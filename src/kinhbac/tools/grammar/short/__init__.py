"""The short notation of procedures: one file that an administrator writes, written out in full before it is judged.

Entered by `grammar.grammar` through `folder`. What stands once for all procedures is read by `shared`; every idea of
the notation is one file here. All that is made keeps the file and line it came from, so that the faults of the full
notation name the place in the short one. Values in, values out, all pure.
"""
