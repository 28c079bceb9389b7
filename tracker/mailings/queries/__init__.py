"""Reading mailings."""
