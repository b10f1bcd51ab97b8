"""Names of persons: their order by strokes, their reading in pinyin, and which of their characters are rare."""
