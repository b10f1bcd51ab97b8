"""The rules, one function each, by what they are asked of."""
