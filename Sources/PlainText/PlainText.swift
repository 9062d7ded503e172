// PlainText: text that is the same on every machine: fixed decimals, CSV cells, invisible characters
// made visible. No locale, no Foundation.
