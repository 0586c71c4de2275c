"""From plain values to documents: pure, never opens the store, loads ReportLab when called."""
