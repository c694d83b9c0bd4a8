"""Pages: what people see of the desk, rendered on the server."""
