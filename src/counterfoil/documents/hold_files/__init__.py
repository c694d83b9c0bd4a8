"""What is a warehouse's system asked to hold? In the forms that such systems read: a 947-like table, JSON and EPCIS."""
