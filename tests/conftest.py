"""What holds for all tests."""

import signal

# A shell's background job (`make test &`) ignores Ctrl-C, and so would every program that the tests begin and stop.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
