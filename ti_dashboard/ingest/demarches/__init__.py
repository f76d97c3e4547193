"""Applications read from the State's platform of forms: its GraphQL API v2 or its exports, made into a deposit.

The reason a file was accepted or refused (``motivation``) is not read. It is free text of an instructor to an
applicant, and may name a person without any title a filter would see; law 9 holds nothing beyond a function. The same
goes for messages, opinions in words and attached files. What the programme decided comes by the champ or annotation
« Décision du programme », which holds one of five words.
"""
