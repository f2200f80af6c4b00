"""Signing in with a provider's account (đăng nhập qua tài khoản định danh điện tử): Kinh Bắc as its OpenID Connect client.

For citizens and firms; which provider, by which words and how sure, is in the catalogue, where it is and the secret in
the environment. Law: Nghị định 69/2024/NĐ-CP, Nghị định 118/2025/NĐ-CP.
"""
