"""Blocks of bytes that several processes see, found by their names.

Left out: `buf` is our own view of the bytes, for there is no memoryview.
"""

import os

import _multiprocessing

__all__ = ["SharedMemory", "ShareableList"]

_PREFIX = "psm_"


class _View:
    """Bytes of a block, as they are when they are looked at. Each access is one question to the kernel."""

    def __init__(self, block, start, length):
        self._block = block
        self._start = start
        self._length = length

    def __len__(self):
        return self._length

    @property
    def nbytes(self):
        return self._length

    def _place(self, index):
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("index out of bounds on dimension 1")
        return self._start + index

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if step != 1:
                return bytes(self)[index]
            return _View(self._block, self._start + start, max(stop - start, 0))
        return _multiprocessing.load(self._block, self._place(index), 1)[0]

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            data = bytes(value)
            if step != 1 or len(data) != max(stop - start, 0):
                raise ValueError("memoryview assignment: lvalue and rvalue have different structures")
            _multiprocessing.store(self._block, self._start + start, data)
            return
        if not isinstance(value, int):
            raise TypeError("memoryview: invalid type for format 'B'")
        if not 0 <= value < 256:
            raise ValueError("memoryview: invalid value for format 'B'")
        _multiprocessing.store(self._block, self._place(index), bytes([value]))

    def __iter__(self):
        return iter(bytes(self))

    def __bytes__(self):
        return _multiprocessing.load(self._block, self._start, self._length)

    def __eq__(self, other):
        if isinstance(other, (bytes, bytearray, _View)):
            return bytes(self) == bytes(other)
        return NotImplemented

    def tobytes(self):
        return bytes(self)

    def tolist(self):
        return list(bytes(self))

    def hex(self):
        return bytes(self).hex()

    def release(self):
        pass

    def __repr__(self):
        return f"<memory at {id(self):#x}>"


class SharedMemory:
    """A block: made by one process with `create=True`, found by others by its name."""

    def __init__(self, name=None, create=False, size=0):
        if not size >= 0:
            raise ValueError("'size' must be a positive integer")
        if create and size == 0:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        if create:
            if name is None:
                name = _PREFIX + os.urandom(4).hex()
            try:
                self._block = _multiprocessing.block(size, name)
            except FileExistsError:
                raise FileExistsError(17, "File exists", "/" + name) from None
        else:
            try:
                self._block, size = _multiprocessing.find_block(name)
            except FileNotFoundError:
                raise FileNotFoundError(2, "No such file or directory", "/" + name) from None
        self._name = name
        self._size = size
        self._buf = _View(self._block, 0, size)

    def __reduce__(self):
        return type(self), (self.name, False, self.size)

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r}, size={self.size})"

    @property
    def buf(self):
        return self._buf

    @property
    def name(self):
        return self._name

    @property
    def size(self):
        return self._size

    def close(self):
        """This process looks no longer."""
        self._buf = None

    def unlink(self):
        """Nobody finds it by its name any more."""
        try:
            _multiprocessing.forget_block(self._name)
        except FileNotFoundError:
            raise FileNotFoundError(2, "No such file or directory", "/" + self._name) from None


class ShareableList:
    """A list of fixed length whose items are small: numbers, texts, bytes, None. Each has a place of a fixed size."""

    def __init__(self, sequence=None, *, name=None):
        from multiprocessing import reduction

        if sequence is not None:
            pickles = [reduction.dumps(item)[0] for item in sequence]
            # Room to put another text there, eight bytes at a time.
            self._room = max([(len(data) // 8 + 2) * 8 for data in pickles], default=8)
            header = len(pickles).to_bytes(8, "little") + self._room.to_bytes(8, "little")
            self.shm = SharedMemory(name, create=True, size=16 + self._room * len(pickles))
            self.shm.buf[:16] = header
            self._length = len(pickles)
            for place, data in enumerate(pickles):
                self._store(place, data)
        else:
            self.shm = SharedMemory(name)
            header = bytes(self.shm.buf[:16])
            self._length = int.from_bytes(header[:8], "little")
            self._room = int.from_bytes(header[8:], "little")

    def _store(self, place, data):
        if len(data) > self._room:
            raise ValueError("bytes/str item exceeds available storage")
        start = 16 + place * self._room
        self.shm.buf[start : start + self._room] = data + bytes(self._room - len(data))

    def _place(self, position):
        if position < 0:
            position += self._length
        if not 0 <= position < self._length:
            raise IndexError("index out of range")
        return position

    def __getitem__(self, position):
        from multiprocessing import reduction

        start = 16 + self._place(position) * self._room
        return reduction.loads(bytes(self.shm.buf[start : start + self._room]))

    def __setitem__(self, position, value):
        from multiprocessing import reduction

        try:
            place = self._place(position)
        except IndexError:
            raise IndexError("assignment index out of range") from None
        self._store(place, reduction.dumps(value)[0])

    def __reduce__(self):
        return _rebuild_list, (self.shm.name,)

    def __len__(self):
        return self._length

    def __iter__(self):
        for position in range(self._length):
            yield self[position]

    def __repr__(self):
        return f"{type(self).__name__}({list(self)}, name={self.shm.name!r})"

    def count(self, value):
        return sum(value == entry for entry in self)

    def index(self, value):
        for position, entry in enumerate(self):
            if value == entry:
                return position
        raise ValueError(f"{value!r} not in this container")


def _rebuild_list(name):
    return ShareableList(name=name)
