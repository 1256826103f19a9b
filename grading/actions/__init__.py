"""What can be done with judgements. Each act is one transaction, signed and on record."""
