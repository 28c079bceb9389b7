"""What is read of ballots."""
