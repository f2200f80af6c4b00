"""Kinh Bắc as an OpenID Connect provider (đăng nhập một lần cho mọi hệ thống), and tokens by which systems read the API.

Other systems of the province are registered by an administrator; people sign in to them with their session here. Enter by
`doors` (an operation open to systems), `reads` (a system's name) and `actions.ending` (the worker). Law: Nghị định
69/2024/NĐ-CP, Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
"""
