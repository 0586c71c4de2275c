"""One function per thing a person can do; window and command line call nothing lower."""
