"""What is kept how long: settings of an organisation by kind of data, and the job that deletes."""
