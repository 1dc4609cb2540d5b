"""The projects as data that anyone can take: JSON for programs, CSV for spreadsheets."""
