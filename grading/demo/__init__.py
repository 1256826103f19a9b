"""The demonstration school: made through the same actions as a real one."""
