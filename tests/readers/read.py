"""Reads one table with one library and prints its cells as JSON: a list of rows of texts and nulls."""
import csv
import datetime
import json
import sys


def shown(value):
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return repr(value)


def python_csv(path, delimiter):
    with open(path, newline='', encoding='utf-8-sig') as file:
        return list(csv.reader(file, delimiter=delimiter))[1:]


def pandas_csv(path, delimiter):
    import pandas
    frame = pandas.read_csv(path, sep=delimiter, dtype=str, keep_default_na=False, encoding='utf-8-sig')
    return frame.values.tolist()


def python_json(path, _):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    exact = json.loads(text, parse_float=str, parse_int=str)
    return [
        [json.dumps(value) if key == 'details' and value is not None else precise[key] for key, value in row.items()]
        for row, precise in zip(json.loads(text), exact)
    ]


def openpyxl_sheet(path, sheet):
    import openpyxl
    # Of a formula only its value, which a live one that nobody has computed lacks.
    rows = openpyxl.load_workbook(path, read_only=True, data_only=True)[sheet].iter_rows(min_row=2, values_only=True)
    return [list(row) for row in rows]


readers = {
    'python-csv': python_csv,
    'pandas': pandas_csv,
    'python-json': python_json,
    'openpyxl': openpyxl_sheet,
}
reader, path, option = sys.argv[1:4]
rows = [[shown(cell) for cell in row] for row in readers[reader](path, option)]
sys.stdout.buffer.write(json.dumps(rows).encode('ascii'))
