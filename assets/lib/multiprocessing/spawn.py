"""What a spawned child does first: it learns who it is, runs the main module, and finds out what its parent wants."""

from multiprocessing import process, reduction
from multiprocessing.context import _default_context

__all__ = ["freeze_support", "get_preparation_data", "set_executable"]


def freeze_support():
    pass


def set_executable(executable):
    pass


def get_preparation_data(name):
    """What the child must know before it runs the main module."""
    _check_not_importing_main()
    return {
        "name": name,
        "start_method": _default_context.get_start_method(),
    }


def prepare(data):
    process.current_process().name = data["name"]
    _default_context.set_start_method(data["start_method"], force=True)


def spawn_main(main_module, payload):
    """In the child. The main module runs under the name `__mp_main__`, so that it does not begin all over."""
    preparation, pickled = reduction.loads(payload)
    current = process.current_process()
    current._inheriting = True
    try:
        prepare(preparation)
        main_module()
        process_obj = reduction.loads(pickled)
    finally:
        del current._inheriting
    return process_obj._bootstrap()


def _check_not_importing_main():
    if getattr(process.current_process(), "_inheriting", False):
        raise RuntimeError("""
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        """)
