"""csv: reading, writing, dialects, dicts."""

import csv
import io


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


OPTIONS = [{}, {"delimiter": ";"}, {"quotechar": "'"}, {"escapechar": "\\"}, {"doublequote": False, "escapechar": "\\"}, {"doublequote": False},
           {"quoting": csv.QUOTE_NONE}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"quotechar": None}, {"skipinitialspace": True}, {"strict": True},
           {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"dialect": "excel-tab"}, {"dialect": "unix"}, {"lineterminator": "\n"}, {"lineterminator": "|"},
           {"delimiter": " "}]
LINES = ["a,b,c\n", 'x,"y, z",w\r\n', '"two\n', 'lines",2\n', "\n", '"say ""hi""",\'q,r\'\n', "a\\,b;c\\\n", "d\n", " lead, trail \n", '"q" x,"a\\"b"\n', "tab\tbed\n", ",,\n", "é,漢\n",
         "1,2.5,abc\n", "last"]
for options in OPTIONS:
    rows = []
    try:
        source = csv.reader(LINES, **options)
        for row in source:
            rows.append((source.line_num, row))
    except (csv.Error, ValueError) as error:
        rows.append((type(error).__name__, str(error)))
    print(options, rows)
for options in OPTIONS:
    for field in ("a", 'a"b', "a,b", "a;b", "a\\b", "a\nb", "a\rb", "", " a", "a|b", "'", None, 1.5, 3, True, '"', "a\tb", ("t", 1)):
        for row in ([field], [field, "x"], ["x", field]):
            file = io.StringIO(newline="")
            try:
                csv.writer(file, **options).writerow(row)
                print(repr(file.getvalue()), end=" ")
            except csv.Error as error:
                print(error, end=" ")
    print()
file = io.StringIO()
writer = csv.writer(file)
print(writer.writerow(["a", 1, None]), writer.writerows([[1, 2], (3, "x y"), "ab", range(2), []]), repr(file.getvalue()))
for row in csv.DictReader(io.StringIO("name,age\nAnn,5\nBob\nCid,7,extra,more\n\nEve,\n")):
    print(row)
made = csv.DictReader(["1|2", "3"], fieldnames=["a", "b"], restkey="rest", restval="-", delimiter="|")
print(made.fieldnames, list(made), made.line_num, csv.DictReader([]).fieldnames, list(csv.DictReader([])))
file = io.StringIO()
writer = csv.DictWriter(file, fieldnames=["a", "b"], restval="?", quoting=csv.QUOTE_NONNUMERIC)
print(writer.writeheader(), writer.writerow({"a": 1, "b": "x"}), writer.writerow({"b": 2}), writer.writerows([{"a": 1.5}, {}]), repr(file.getvalue()))
attempt(writer.writerow, {"c": 1})
attempt(csv.DictWriter, file, ["a"], extrasaction="x")
print(csv.DictWriter(file, ["a"], extrasaction="ignore").writerow({"a": 1, "z": 2}))


class Piped(csv.excel):
    delimiter = "|"


csv.register_dialect("piped", Piped)
csv.register_dialect("semi", delimiter=";", quoting=csv.QUOTE_ALL)
print(csv.list_dialects(), list(csv.reader(["a|b"], "piped")), list(csv.reader(["a|b"], Piped)), list(csv.reader(["a|b;c"], Piped(), delimiter=";")), csv.get_dialect("semi").quoting,
      csv.get_dialect("semi").delimiter)
csv.unregister_dialect("semi")
for arguments, named in [(([],), {"dialect": "x"}), (([],), {"delimiter": ""}), (([],), {"delimiter": 5}), (([],), {"quotechar": "ab"}), (([],), {"quotechar": 5}), (([],), {"quoting": 9}),
                         (([],), {"quoting": "x"}), (([],), {"lineterminator": None}), (([],), {"foo": 1}), ((5,), {})]:
    attempt(csv.reader, *arguments, **named)
attempt(csv.writer, 5)
attempt(csv.writer(io.StringIO()).writerow, 5)
attempt(list, csv.reader([b"x"]))
attempt(list, csv.reader(["a\rb"]))
attempt(list, csv.reader(['"a'], strict=True))
attempt(list, csv.reader(["a" * 140000]))
attempt(csv.unregister_dialect, "nothing")
attempt(csv.Dialect)
print(csv.field_size_limit(), csv.field_size_limit(5), csv.field_size_limit())
attempt(list, csv.reader(["123456"]))
