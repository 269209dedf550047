"""What leaves the team: small counts of persons are not told, nor what would give them away.

`cells` holds the counts that one answer shows and how they add up, `secrets` chooses which are not
told, `witness` shows that those cannot be computed; `rows` and `year` say what an answer's cells
are, `leaving` answers a question so.
"""
