"""What is due by when, and by whom, once something has happened? One file to an authority."""
