"""The rooms of the bilan: chapters, figures and their evidence, sections, versions."""
