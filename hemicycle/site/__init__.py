"""Pages and pictures: what `make site` and `make picture` write out of a built file."""
