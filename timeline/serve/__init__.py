"""The page on loopback: a server for one page and one corrections file, and nothing else."""
