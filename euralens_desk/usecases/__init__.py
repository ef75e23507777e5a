"""One module per thing a person does; what the outside must provide stands in ports."""
