"""What goes wrong with processes, and with pools of them: at home in multiprocessing.context."""


class ProcessError(Exception):
    pass


class BufferTooShort(ProcessError):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


for _error in (ProcessError, BufferTooShort, TimeoutError, AuthenticationError):
    _error.__module__ = "multiprocessing.context"
