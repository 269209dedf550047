"""The grid entry of a participation: who came to an action, class by class."""
