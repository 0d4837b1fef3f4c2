"""The same submission in other formats: PDF and .doc by LibreOffice, a degraded scan."""
