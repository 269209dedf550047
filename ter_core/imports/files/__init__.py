"""Tables as files: opened without being led astray, read as rows under headings."""
