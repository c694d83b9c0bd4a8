"""What can be measured of a platform, a file to a kind of measure: tables in, cases with their evidence out."""
