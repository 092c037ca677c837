/*
 * XLSX by libxlsxwriter with constant memory: COPY text on standard input, the file's path as the argument.
 * The same cells, styles, frozen and filtered heading as the other XLSX writers of the bench.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define COLUMNS 10

enum kind { TEXT, TIMESTAMP, INTEGER, DECIMAL, BOOLEAN };

static const struct { const char *label; double width; enum kind kind; } columns[COLUMNS] = {
    {"ID", 38, TEXT},         {"Created", 20, TIMESTAMP},  {"Customer", 28, TEXT}, {"SKU", 12, TEXT},
    {"Quantity", 10, INTEGER}, {"Unit price", 12, DECIMAL}, {"Amount", 14, DECIMAL}, {"Status", 11, TEXT},
    {"Returned", 10, BOOLEAN}, {"Note", 32, TEXT},
};

/* Undoes COPY's escapes in place; octal and hexadecimal ones it never writes. */
static void unescape(char *text) {
    char *out = text;
    for (; *text; text++) {
        if (*text != '\\') { *out++ = *text; continue; }
        switch (*++text) {
            case 'b': *out++ = '\b'; break;
            case 'f': *out++ = '\f'; break;
            case 'n': *out++ = '\n'; break;
            case 'r': *out++ = '\r'; break;
            case 't': *out++ = '\t'; break;
            case 'v': *out++ = '\v'; break;
            default: *out++ = *text;
        }
    }
    *out = 0;
}

static void write_timestamp(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                            lxw_format *format) {
    lxw_datetime moment = {0};
    sscanf(text, "%d-%d-%d %d:%d:%lf", &moment.year, &moment.month, &moment.day, &moment.hour, &moment.min,
           &moment.sec);
    worksheet_write_datetime(sheet, row, column, &moment, format);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(arguments[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Rows");
    lxw_format *formats[] = {NULL, workbook_add_format(workbook), workbook_add_format(workbook),
                             workbook_add_format(workbook), NULL};
    format_set_num_format(formats[TIMESTAMP], "yyyy-mm-dd hh:mm:ss");
    format_set_num_format(formats[INTEGER], "#,##0");
    format_set_num_format(formats[DECIMAL], "#,##0.00");
    lxw_format *bold = workbook_add_format(workbook);
    format_set_bold(bold);
    for (int column = 0; column < COLUMNS; column++) {
        worksheet_set_column(sheet, column, column, columns[column].width, formats[columns[column].kind]);
        worksheet_write_string(sheet, 0, column, columns[column].label, bold);
    }
    worksheet_freeze_panes(sheet, 1, 0);

    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    lxw_row_t row = 0;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        row++;
        line[length - 1] = 0;
        char *rest = line;
        for (int column = 0; column < COLUMNS; column++) {
            char *field = strsep(&rest, "\t");
            if (!field) return 3;
            if (strcmp(field, "\\N") == 0) continue;
            enum kind kind = columns[column].kind;
            if (kind == TEXT) {
                unescape(field);
                worksheet_write_string(sheet, row, column, field, NULL);
            } else if (kind == TIMESTAMP) {
                write_timestamp(sheet, row, column, field, formats[kind]);
            } else if (kind == BOOLEAN) {
                worksheet_write_boolean(sheet, row, column, *field == 't', NULL);
            } else {
                worksheet_write_number(sheet, row, column, strtod(field, NULL), formats[kind]);
            }
        }
    }
    worksheet_autofilter(sheet, 0, 0, row, COLUMNS - 1);
    if (workbook_close(workbook) != LXW_NO_ERROR) return 4;
    printf("%u\n", row);
    return 0;
}
