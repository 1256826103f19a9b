"""How much work the product makes for its server, against a floor of the same run."""
