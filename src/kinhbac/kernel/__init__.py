"""The kernel: cases held by someone, waiting for someone, perhaps due. General: it owns no word of any law.

Enter by `actions` (the only writers), `reads` (every one takes a viewer), `seats` (what travels up) and `types`.
"""
