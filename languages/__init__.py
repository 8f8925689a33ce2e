"""Keeps the catalogues of translations true to what the code and the templates say.

`sources` finds the messages, `catalogues` writes them into each language's file, `findings` says what is missing or wrong.
"""
