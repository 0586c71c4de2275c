"""The visual language: tokens, type, icons, palette, style sheet, and the theme in force."""
