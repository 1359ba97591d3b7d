"""Two letters side by side: what became of each promise of the earlier one in the later one."""
