"""The face: HTTP, HTML, JSON and the command line, one room a role."""
