"""All input and output: files, YAML, git, resources. Judges nothing."""
