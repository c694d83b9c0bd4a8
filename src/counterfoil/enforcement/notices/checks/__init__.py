"""What can stand in the way of a notice? One file to a question; each check returns its problems."""
