"""What the code under test makes of generated submissions, held against their truth."""
