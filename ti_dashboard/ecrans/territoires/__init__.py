"""Which are not engaged, why, and this one?"""
