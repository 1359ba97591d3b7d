"""What every room stands on: ids, the audit trail, tables that only grow, the clock. No word of the domain."""
