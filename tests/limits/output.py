# Output without end.

#: output
while True:
    print('flood')

#: output
import sys
while True:
    print('flood', file=sys.stderr)

#: output
print('a' * 10000000)

#: output
import sys
while True:
    sys.stdout.write('x' * 1000)

#: output
import logging
while True:
    logging.warning('flood')

#: output
print('a\n' * 100, end='' * 10**9)
while True:
    print(end='x')

#: output
import sys
while True:
    try:
        print('flood', flush=True)
    except BaseException:
        pass

#: output
print(*['flood'] * 300000)

#: output
import sys
sys.stdout.writelines(iter(lambda: 'x', ''))

#: output
import traceback
while True:
    try:
        raise ValueError
    except ValueError:
        traceback.print_exc()

#: output
import pprint
while True:
    pprint.pprint([1, 2, 3])
