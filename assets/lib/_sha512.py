"""SHA-512 (FIPS 180-4), for the one place that needs it: seeds given as text or bytes."""

MASK = (1 << 64) - 1


def first_primes(count):
    primes = []
    candidate = 2
    while len(primes) < count:
        if all(candidate % prime for prime in primes):
            primes.append(candidate)
        candidate += 1
    return primes


def integer_root(value, degree):
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** degree <= value:
            low = middle
        else:
            high = middle - 1
    return low


def fraction_of_root(prime, degree):
    """The first 64 bits behind the point of a root: where the standard's constants come from."""
    return integer_root(prime << (64 * degree), degree) & MASK


def rotate(word, by):
    return (word >> by | word << (64 - by)) & MASK


def digest(message):
    primes = first_primes(80)
    constants = [fraction_of_root(prime, 3) for prime in primes]
    state = [fraction_of_root(prime, 2) for prime in primes[:8]]
    padding = b"\x80" + bytes((111 - len(message)) % 128)
    padded = message + padding + (len(message) * 8).to_bytes(16, "big")
    for start in range(0, len(padded), 128):
        state = absorb(state, padded[start:start + 128], constants)
    return b"".join([word.to_bytes(8, "big") for word in state])


def absorb(state, block, constants):
    w = [int.from_bytes(block[i:i + 8], "big") for i in range(0, 128, 8)]
    for i in range(16, 80):
        low = rotate(w[i - 15], 1) ^ rotate(w[i - 15], 8) ^ (w[i - 15] >> 7)
        high = rotate(w[i - 2], 19) ^ rotate(w[i - 2], 61) ^ (w[i - 2] >> 6)
        w.append((w[i - 16] + low + w[i - 7] + high) & MASK)
    a, b, c, d, e, f, g, h = state
    for i in range(80):
        mixed = rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41)
        chosen = (e & f) ^ (~e & MASK & g)
        first = (h + mixed + chosen + constants[i] + w[i]) & MASK
        mixed = rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39)
        majority = (a & b) ^ (a & c) ^ (b & c)
        h, g, f, e = g, f, e, (d + first) & MASK
        d, c, b, a = c, b, a, (first + mixed + majority) & MASK
    return [(old + new) & MASK for old, new in zip(state, (a, b, c, d, e, f, g, h))]
