"""What keeps the repository in shape: run from its folder."""
