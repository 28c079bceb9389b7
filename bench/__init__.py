"""The figures the product promises, each measured beside a naive way of doing the same: `python -m bench`."""
