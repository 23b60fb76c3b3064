"""What a project says: its SQL files, the rules of its tables, its seeds; and what is wrong with them."""
