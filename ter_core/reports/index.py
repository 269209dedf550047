QUESTIONS: tuple[tuple[str, str, str, str], ...] = ()
