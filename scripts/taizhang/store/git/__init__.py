"""The one door to git: the binary by plumbing, GitPython to discover and read settings."""
