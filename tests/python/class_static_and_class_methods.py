class Date:
    separator = "-"

    def __init__(self, year, month):
        self.year, self.month = year, month

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split(cls.separator)))

    @staticmethod
    def is_leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


class SlashDate(Date):
    separator = "/"


a, b = Date.parse("2024-2"), SlashDate.parse("1900/12")
print(type(a).__name__, a.year, type(b).__name__, b.month, Date.is_leap(2000), b.is_leap(1900), a.parse("1-1").year)
