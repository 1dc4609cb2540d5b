"""Every component in every state, on one page; only with debug on."""
