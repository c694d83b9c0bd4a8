"""In which forms do recipients take a notice? One file to a form, each with its limits as numbers and their source."""
