"""Rows from another publisher's data set, through the SELECTs of a folder in imports/."""
