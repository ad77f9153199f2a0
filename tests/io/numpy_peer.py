"""Exchanges random arrays with the program numpy_peer: python3 numpy_peer.py PROGRAM [SEED [COUNT]]

Every array goes from NumPy to a file, through sinter into four others, and back; values, dtype, shape and the printed
text must agree. Exits with 77, which ctest counts as skipped, where there is no NumPy.
"""

import os
import subprocess
import sys
import tempfile
import warnings

try:
    import numpy as np
except ImportError:
    print("no numpy for this python")
    sys.exit(77)

TYPES = ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"]
VERSION = tuple(int(part) for part in np.__version__.split(".")[:2])


def random_shape(random):
    kind = random.integers(8)
    if kind == 0:
        return ()
    if kind == 1:
        return (int(random.choice([0, 1, 2, 999, 1000, 1001, 5000])),)
    if kind == 2:
        return tuple(int(n) for n in random.integers(1, 60, 2))
    if kind == 3:
        return tuple(int(n) for n in random.integers(0, 5, random.integers(1, 8)))
    if kind == 4:
        return tuple(int(n) for n in random.integers(1, 14, 4))
    if kind == 5:
        return (1,) * int(random.integers(1, 33))
    return tuple(int(n) for n in random.integers(1, 9, random.integers(1, 4)))


def random_floats(random, dtype, size):
    kind = random.integers(9)
    if kind == 0:  # any bits at all: subnormals, infinities, NaN with payloads
        return np.frombuffer(random.bytes(size * dtype.itemsize), dtype).copy()
    if kind == 1:
        values = random.integers(-1000, 1000, size) / 10.0 ** random.integers(0, 6)
    elif kind == 2:
        values = 2.0 ** random.integers(-140, 120, size)
    elif kind == 3:
        values = np.full(size, random.choice([0.0, -0.0, 1.0, 0.5, 99999999.0, 1e8, 0.0001001, 1 / 3, np.inf, np.nan]))
    elif kind == 4:
        values = 10.0 ** random.integers(-3, 1, size) * random.integers(0, 10, size)
    elif kind == 5:
        values = random.normal(size=size) * 10.0 ** random.integers(-12, 12)
    elif kind == 6:
        values = np.exp(random.normal(size=size) * random.choice([1, 5, 50, 150]))
    elif kind == 7:  # ties at the eighth digit after the point
        values = random.integers(-(2**20), 2**20, size) / 2.0 ** random.integers(5, 30)
    else:
        values = random.integers(-(2**31), 2**31, size) / 2.0 ** random.integers(0, 8)
    if random.integers(3) == 0:
        special = random.integers(0, 4, size)
        values = np.where(special == 0, random.choice([np.nan, np.inf, -np.inf, 0.0, -0.0]), values)
    if random.integers(3) == 0:
        values = -np.abs(values)
    with np.errstate(over="ignore"):
        return values.astype(dtype)


def random_array(random):
    dtype = np.dtype(str(random.choice(TYPES)))
    shape = random_shape(random)
    size = int(np.prod(shape, dtype=np.int64))
    if dtype.kind == "f":
        values = random_floats(random, dtype, size)
    elif dtype.kind == "b" or random.integers(2):
        values = np.frombuffer(random.bytes(size * dtype.itemsize), dtype).copy()
        if dtype.kind == "b":
            values = values.view("u1") % 2 == 1
    else:
        values = random.integers(-9 if dtype.kind == "i" else 0, 100, size).astype(dtype)
    values = values.reshape(shape)
    if random.integers(2) and dtype.itemsize > 1:
        values = values.astype(dtype.newbyteorder())
    return np.asfortranarray(values) if random.integers(2) else values


def write_file(random, path, values):
    version = [(1, 0), (2, 0), (3, 0)][random.integers(3)]
    with open(path, "wb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.lib.format.write_array(file, values, version=version)
        if random.integers(4) == 0:
            file.write(b"what follows the array is none of its business")


def same(expected, got):
    native = expected.astype(expected.dtype.newbyteorder("="))
    return (got.dtype == native.dtype and got.shape == native.shape
            and native.tobytes() == np.ascontiguousarray(got).tobytes())


def prints_alike(values):
    """Whether this NumPy prints the array as NumPy 2.0 to 2.2 do."""
    if values.dtype.kind != "f" or values.dtype.itemsize != 4:
        return True
    if VERSION >= (2, 3):  # switches float32 to exponents at 1e6 already
        return False
    return VERSION >= (2, 0) or not np.any(np.abs(values) == np.float32(0.0001))


def check(path, values):
    files = {"same": values, "turned": values.T, "sparse": values[..., ::-2] if values.ndim else values}
    for suffix, expected in files.items():
        got = np.load(path + "." + suffix)
        if not same(expected, got):
            return f"{suffix}: {expected.dtype}{expected.shape} came back as {got.dtype}{got.shape}:\n{got!r}"
    with open(path + ".text", encoding="ascii", newline="") as file:
        got = file.read()
    if prints_alike(values) and got != str(values):
        return f"printed as\n{got}\ninstead of\n{values}"
    return None


def main():
    program = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "little")
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 400
    print(f"seed {seed}, numpy {np.__version__}")
    random = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as folder:
        arrays = {os.path.join(folder, f"{i}.npy"): random_array(random) for i in range(count)}
        for path, values in arrays.items():
            write_file(random, path, values)
        subprocess.run([program], input="\n".join(arrays), text=True, check=True)
        wrong = 0
        for path, values in arrays.items():
            complaint = check(path, values)
            if complaint:
                wrong += 1
                print(f"{os.path.basename(path)}, {values.dtype}{values.shape}: {complaint}")
    print(f"{count - wrong} of {count} arrays agree")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
