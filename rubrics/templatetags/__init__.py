"""Template filters of rubrics."""
