"""What is said of a received file that is not read: one calm sentence each."""

from __future__ import annotations

from euralens_desk.domain.messages import Message, message


def empty(name: str) -> Message:
    """Return what is said of a file that holds nothing."""
    return message("« {file} » is empty. Nothing was imported.", file=name)


def not_a_file(name: str) -> Message:
    """Return what is said of a folder, a pipe or a device."""
    return message(
        "« {file} » is not a file. Choose the table itself; nothing was done.", file=name
    )


def not_to_be_opened(name: str) -> Message:
    """Return what is said of a file that the system does not give."""
    return message(
        "« {file} » can't be opened. Check that it is still there and not in use elsewhere; "
        "nothing was imported.",
        file=name,
    )


def too_large(name: str) -> Message:
    """Return what is said of a file that is a bomb, or as heavy as one."""
    return message(
        "« {file} » is abnormal: over 64 MB once opened. Import refused, nothing was changed.",
        file=name,
    )


def too_heavy(name: str) -> Message:
    """Return what is said of a file whose reading passed the limits of memory or time."""
    return message(
        "« {file} » asks for more memory or time than a table needs. Import refused, nothing was "
        "changed; keep the sheet of the dossiers alone, then retry.",
        file=name,
    )


def too_many_cells(name: str, most: int) -> Message:
    """Return what is said of tables that are too large together."""
    return message(
        "« {file} » holds more than {most} cells. Keep the sheet of the dossiers alone, then "
        "retry; nothing was changed.",
        file=name,
        most=most,
    )


def too_many_rows(name: str, most: int) -> Message:
    """Return what is said of a table longer than any spreadsheet."""
    return message(
        "« {file} » holds more than {most} rows, blank ones included. Erase what lies under the "
        "table, then retry; nothing was changed.",
        file=name,
        most=most,
    )


def too_wide(name: str, row: int, most: int) -> Message:
    """Return what is said of a text table with a line of too many cells."""
    return message(
        "« {file} », row {row}: more than {most} columns, which no table of dossiers has. Import "
        "refused, nothing was changed.",
        file=name,
        row=row,
        most=most,
    )


def endless_quote(name: str, row: int) -> Message:
    """Return what is said of a text table whose quotes swallow rows."""
    return message(
        "« {file} », row {row}: a quoted text never ends. Nothing was imported; mend "
        "this row, then retry.",
        file=name,
        row=row,
    )


def not_a_table(name: str) -> Message:
    """Return what is said of a file of another kind."""
    return message(
        "« {file} » is not a table. Choose an Excel (xlsx, xls), ods or csv file; nothing was "
        "imported.",
        file=name,
    )


def other_program(name: str) -> Message:
    """Return what is said of a table in a format that is not read: xlsb, XML, web page."""
    return message(
        "« {file} » is a web page or a workbook of another kind, whatever its name says. Open it "
        "in a spreadsheet, save it as xlsx, then import that file; nothing was changed.",
        file=name,
    )


def protected(name: str) -> Message:
    """Return what is said of an encrypted workbook."""
    return message(
        "« {file} » is protected by a password. Save it without one, then import it again; nothing "
        "was changed.",
        file=name,
    )


def damaged(name: str) -> Message:
    """Return what is said of a file that can't be read to its end."""
    return message(
        "« {file} » is damaged or abnormal and can't be read. Nothing was imported; open it in a "
        "spreadsheet, save it again, then retry.",
        file=name,
    )


def abnormal(name: str) -> Message:
    """Return what is said of a file that no ordinary program writes."""
    return message(
        "« {file} » holds what no ordinary workbook holds. Import refused, nothing was changed.",
        file=name,
    )


def far_cells(name: str, sheet: str, row: int) -> Message:
    """Return what is said of a sheet whose cells span more than a memory should hold."""
    return message(
        "« {file} », sheet « {sheet} »: cells go down to row {row}, far from the table. "
        "Erase what lies around it, then import again; nothing was changed.",
        file=name,
        sheet=sheet,
        row=row,
    )
