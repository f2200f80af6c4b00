"""Procedures (thủ tục hành chính): the portal, the counter and the dossiers (hồ sơ) that pass through the offices.

For citizens and the officers who serve them. Nghị định 118/2025/NĐ-CP.
"""
