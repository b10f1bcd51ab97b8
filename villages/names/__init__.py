"""Names of persons: their order by strokes, their reading in pinyin, their rare characters."""
