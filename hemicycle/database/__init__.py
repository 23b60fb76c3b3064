"""The file: its tables and views, putting a new one in place, reading it safely, its fingerprint."""
