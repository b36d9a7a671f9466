"""Papers of the school: pages to print, each an extract of the journal, kept nowhere else (regulation, 1.4)."""
