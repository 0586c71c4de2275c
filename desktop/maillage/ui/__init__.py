"""The window: what people see and touch. Qt is imported in this package alone."""
