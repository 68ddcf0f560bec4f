"""Where something is: names of buildings and places, points on the ground, codes of stickers."""
