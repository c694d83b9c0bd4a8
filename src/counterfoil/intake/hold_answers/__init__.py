"""What does a warehouse's system say of the units that it was asked to hold? Tables as the 947 has them, and EPCIS."""
