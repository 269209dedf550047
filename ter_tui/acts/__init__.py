"""What somebody does, whatever the screen: record, take back, choose, look at a subject."""
