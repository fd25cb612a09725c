// Nothing here: the target around it holds the headers that all libraries share, compiled once.
