"""Stickers with codes, to be printed and glued to what they are about."""
