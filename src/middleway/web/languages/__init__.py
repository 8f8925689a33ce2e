"""In which language the pages speak."""
