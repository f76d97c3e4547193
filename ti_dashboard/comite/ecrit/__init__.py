"""The minutes of a séance: drawn from its journal, put in words, set as a PDF and a DOCX with the screens it saw."""
