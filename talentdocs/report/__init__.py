"""Tables → people: terminal summary, highlighted document, HTML report."""
