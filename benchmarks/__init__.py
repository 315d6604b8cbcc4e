"""What Navina costs, beside other tools that do the same work: `make bench`."""
