// Nothing here: the target around it holds the headers that all tests share, compiled once.
