"""Opinions as notes in the applicant's own file: comments in Word, annotations in PDF."""
