# calendar, difflib, unicodedata, locale and time.
import calendar, difflib, unicodedata, locale, time, datetime
def t(f):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
for y in (1, 1900, 2000, 2023, 2024, 9999, 12000, 0):
    for m in (1, 2, 12, 13): t(lambda: calendar.monthrange(y, m))
    t(lambda: (calendar.isleap(y), calendar.leapdays(1, y)))
t(lambda: (list(calendar.month_name), list(calendar.day_abbr), calendar.month_abbr[2], calendar.day_name[6]))
t(lambda: calendar.timegm((2024, 2, 29, 1, 2, 3)))
t(lambda: calendar.timegm(time.gmtime(1e9)))
t(lambda: calendar.monthcalendar(2024, 9))
t(lambda: calendar.Calendar(6).monthdayscalendar(2024, 9))
t(lambda: list(calendar.Calendar().itermonthdates(2024, 2))[:3])
t(lambda: list(calendar.Calendar(3).itermonthdays2(2024, 2)))
t(lambda: list(calendar.Calendar(3).itermonthdays4(2024, 2))[-3:])
t(lambda: calendar.month(2024, 2))
t(lambda: calendar.TextCalendar(6).formatmonth(2023, 10, 4, 2))
t(lambda: calendar.weekday(2024, 2, 30))
t(lambda: calendar.weekheader(10))
# difflib
rnd = [3]
def r(n):
    rnd[0] = (rnd[0] * 1103515245 + 12345) % 2**31
    return (rnd[0] >> 8) % n
for k in range(12):
    a = "".join("abcd "[r(5)] for _ in range(r(14)))
    b = "".join("abcd "[r(5)] for _ in range(r(14)))
    s = difflib.SequenceMatcher(None if k % 3 else (lambda c: c == " "), a, b)
    t(lambda: (s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.get_opcodes(), s.get_matching_blocks()[:2], s.find_longest_match(0, len(a), 0, len(b))))
    la = [("x%d\n" % r(6)) * 1 for _ in range(r(12))]; lb = [w for w in la if r(4)] + ["x%d\n" % r(6) for _ in range(r(3))]
    t(lambda: list(difflib.unified_diff(la, lb, "f", "t", "1", "2", n=r(3))))
    t(lambda: list(difflib.context_diff(la, lb, "f", "t")))
    la = ["".join("abc de\t"[r(7)] for _ in range(r(10)+4)) + "\n" for _ in range(r(5)+1)]
    lb = [l.replace("a", "e", r(2)) for l in la if r(5)]
    t(lambda: list(difflib.ndiff(la, lb)))
    t(lambda: list(difflib.restore(difflib.ndiff(la, lb), 2)) == lb)
big = ["%d" % r(30) for _ in range(260)]; big2 = [x for x in big if r(9)]
t(lambda: (difflib.SequenceMatcher(None, big, big2).ratio(), difflib.SequenceMatcher(None, big, big2, False).ratio()))
words = ["ape", "apple", "peach", "puppy", "app", "apples"]
t(lambda: difflib.get_close_matches("appel", words))
t(lambda: difflib.get_close_matches("appel", words, 1, 0.3))
t(lambda: difflib.get_close_matches("x", words, 0))
t(lambda: difflib.get_close_matches("x", words, 1, 2))
t(lambda: list(difflib.unified_diff([1], ["a"])))
# unicodedata
for c in "aÉ1½٣²一 \n\u00ad\u0301ﬀ€":
    t(lambda: (unicodedata.category(c), unicodedata.name(c, None), unicodedata.decimal(c, None)))
t(lambda: unicodedata.name("\n"))
t(lambda: unicodedata.lookup("LATIN SMALL LETTER E WITH ACUTE"))
t(lambda: unicodedata.lookup("NOPE"))
for f in ("NFC", "NFD", "NFKC", "NFKD", "X"): t(lambda: unicodedata.normalize(f, "é\u0065\u0301ﬀ①Å"))
t(lambda: unicodedata.is_normalized("NFC", "e\u0301"))
t(lambda: unicodedata.category("ab"))
t(lambda: unicodedata.name("가") + unicodedata.name("一"))
# time
g = time.gmtime(1700000000.9)
t(lambda: (g, g[:3], g.tm_year, g.tm_zone, len(g), list(g)[-1], g[6]))
t(lambda: (time.strftime("%Y-%m-%d %H:%M:%S %Z %z %j %f", g), time.asctime(g), time.ctime(0), time.mktime(g)))
t(lambda: time.strptime("2024-05-06 07:08", "%Y-%m-%d %H:%M"))
t(lambda: time.strptime("x", "%Y"))
t(lambda: time.strftime("%Y", (2024, 13, 1, 1, 1, 1, 1, 1, 1)))
t(lambda: time.strftime(5))
t(lambda: time.sleep(-1))
t(lambda: time.sleep("x"))
t(lambda: time.struct_time((1, 2, 3)))
t(lambda: time.gmtime(0) < time.gmtime(1))
t(lambda: isinstance(time.time(), float) and isinstance(time.time_ns(), int) and time.time() > 1.6e9)
t(lambda: datetime.datetime.now().tzinfo)
t(lambda: (locale.setlocale(locale.LC_ALL, "C"), locale.localeconv()["decimal_point"]))
