"""The life of a workspace folder: begun, joined, or copied from the demonstration."""

from ter_core.workspace.demonstration import copy_demo, demonstration
from ter_core.workspace.start import join, start

__all__ = ["copy_demo", "demonstration", "join", "start"]
