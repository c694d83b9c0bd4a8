"""What did a platform answer to a notice? Mails, portal exports and JSON, each read without running or fetching."""
