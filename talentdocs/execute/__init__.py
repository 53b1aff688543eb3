"""How documents are run: plan, pool, cluster, cache, progress. Knows nothing of what a figure means."""
