"""Words as data: TSV for flat lists, TOML for concepts. A new word needs no Python."""
