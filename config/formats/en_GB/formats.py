"""How times are said in British English: the weekday helps more than the year."""

DATETIME_FORMAT = "D j M Y, H:i"
SHORT_DATETIME_FORMAT = "D j M, H:i"
DATE_FORMAT = "D j M Y"
SHORT_DATE_FORMAT = "D j M"
TIME_FORMAT = "H:i"
