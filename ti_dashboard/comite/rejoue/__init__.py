"""The replay of a closed séance: what the room saw and when, from its journal, as one file that asks for nothing."""
