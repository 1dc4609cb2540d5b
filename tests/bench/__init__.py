"""Measurements. Nothing here is collected by pytest: each module is a program that prints its figures."""
