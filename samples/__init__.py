"""Documents of our own writing about an invented prefecture, for trying the tool."""
