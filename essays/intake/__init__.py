"""Reading the files that people bring: bytes in, clean blocks out.

Everything here but `errors`, `messages` and `reader` is plain Python that imports no Django,
because it runs in a child process whose start-up time is paid at every upload.
"""
