"""Forms of homeroom teachers: each checks input and hands entries to one action."""
