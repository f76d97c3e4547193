"""One system call of one gesture fails: what was acknowledged is there, nothing is half done, and it is said."""
