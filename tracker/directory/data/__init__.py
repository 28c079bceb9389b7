"""Facts the directory comes with: the areas of England and Wales that contests are about."""
