# Formats that ask for too much.

#: memory
'{:>9999999999}'.format(1)

#: memory
'%9999999999d' % 1

#: memory
f'{1:>999999999}'

#: memory
'{:.999999999f}'.format(1.5)

#: memory
'%.2000000000f' % 1.5

#: ValueError: Too many decimal digits in format string
'{:99999999999999999999}'.format(1)

#: memory
'%*d' % (10**10, 1)

#: ValueError: Too many decimal digits in format string
'{:.99999999999999999999f}'.format(1.0)

#: memory
'%0999999999d' % 1

#: memory
'{0}{0}{0}{0}{0}'.format('a' * 20000000)

#: memory
'%s%s%s%s' % (('a' * 20000000,) * 4)

#: memory
'x'.ljust(10**10)

#: memory
'x'.rjust(10**10)

#: ValueError: Max string recursion exceeded
'{:{:{}}}'.format(1, 2, 3)

#: memory
('a' * 30000000).upper() + ('b' * 30000000)

#: memory
repr(['a' * 1000000] * 100)
