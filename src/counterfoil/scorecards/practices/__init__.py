"""Practices: what is asked of a platform, by whom, and which measures show whether it is done. One file each."""
