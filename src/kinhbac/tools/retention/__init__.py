"""Retention (thời hạn lưu giữ): how long each kind of personal record is kept, by rules of the catalogue, and what then goes.

Law: Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Luật Lưu trữ số 33/2024/QH15 (articles not compared).
"""
