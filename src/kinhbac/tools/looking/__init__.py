"""Looking: who opened whose file and why, as its owner reads it; what is opened outside one's work, with a reason that a
supervisor sees; and what is unusual.

Law: Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 (articles not compared).
"""
