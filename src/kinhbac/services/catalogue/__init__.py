"""The catalogue's workshop (công bố thủ tục hành chính): procedures are drafted, checked, tried, published, withdrawn.

For the administrators of a province, who are no programmers. Nghị định 63/2010/NĐ-CP (công bố).
"""
