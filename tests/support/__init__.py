"""What three or more test files need, and what tests and proofs share."""
