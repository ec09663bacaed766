"""Writes operations.c (see operations.h) from the declarations of tenure.h.  OUTPUT

A function that is added to the header is thereby called with every argument spoilt in turn, and with
every allocation failing in turn; a parameter of an unknown kind stops the generator.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "lint"))
from c_header import Header, Struct
from valid_arguments import (
    ARRAYS,
    BYTES,
    CALIBRATED,
    CONTRACTS,
    FITTED,
    NEEDED,
    NO_DEFAULT,
    OPTIONAL_ARRAYS,
    OPTIONAL_MODELS,
    OPTIONAL_NUMBERS,
    SPEND,
    TOO_LONG,
    VALUES,
)

HEADER = Header()
STRUCTS = {struct.name: struct for struct in HEADER.structs()}
HANDLES = ("portfolio", "summary", "model", "table", "text", "portfolio_builder",
           "record", "record_builder", "survival_model", "alert_monitor", "bytes", "cells",
           "partial_summary")  # fmt: skip

SPOILT = {
    "int32_t": ("INT32_MIN", "-1", "99", "INT32_MAX"),
    "int64_t": ("INT64_MIN", "-1", "INT64_MAX", "INT64_MAX / 8 + 1"),
    "double": ("NAN", "INFINITY", "-INFINITY", "-1", "-0.0", "5e-324", "1e308"),
    "const char*": ("NULL", '""', '"\\xff\\xfe"', "kLongText"),
}
STRUCT_SIZES = ("0", "1", "sizeof(size_t) + 1", "4104", "SIZE_MAX", "SIZE_MAX - 7")


@dataclass
class Parameter:
    type: str
    name: str


@dataclass
class Spoil:
    what: str
    argument: str
    expected: str
    code: str


@dataclass
class Code:
    """What one parameter adds to the C code of its function."""

    storage: list[str] = field(default_factory=list)
    prepare: list[str] = field(default_factory=list)
    reset: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    finish: list[str] = field(default_factory=list)
    spoils: list[Spoil] = field(default_factory=list)

    def spoil(self, name: str, value: str, expected: str, argument: str | None = None) -> None:
        code = f"a->{name} = {value};"
        self.spoils.append(Spoil(f"{name} = {value}", argument or name, expected, code))


def bare(type_: str) -> str:
    """const tenure_clv_options* -> clv_options"""
    return type_.replace("const ", "").strip("*").removeprefix("tenure_")


def handle_in(p: Parameter, function: str) -> Code:
    kind, code = bare(p.type), Code()
    if kind == "portfolio_builder":
        store = f"{p.name}_store"
        code.storage.append(f"tenure_portfolio_builder* {store};")
        code.prepare += [f"tenure_portfolio_builder_new(NULL, &a->{store}, NULL);",
                         f"tenure_portfolio_builder_push_arrays(a->{store}, &f->purchase_arrays, NULL);",
                         f"a->{p.name} = a->{store};"]  # fmt: skip
        code.finish.append(f"tenure_portfolio_builder_free(a->{store});")
    elif kind == "record_builder":
        store = f"{p.name}_store"
        code.storage.append(f"tenure_record_builder* {store};")
        code.prepare += [f"tenure_record_builder_new(f->portfolio, &a->{store}, NULL);",
                         f"a->{p.name} = a->{store};"]  # fmt: skip
        code.finish.append(f"tenure_record_builder_free(a->{store});")
    elif kind == "alert_monitor":
        store = f"{p.name}_store"
        code.storage.append(f"tenure_alert_monitor* {store};")
        code.prepare += [f"tenure_alert_monitor_load(f->monitor_path, &a->{store}, NULL);",
                         f"a->{p.name} = a->{store};"]  # fmt: skip
        code.finish.append(f"tenure_alert_monitor_free(a->{store});")
    else:
        spend = p.name == "spend" or function in SPEND
        held = "spend" if spend else "contracts" if function in CONTRACTS else kind
        if function in FITTED and kind == "model":
            held = f"fitted_{held}"
        elif function in CALIBRATED:
            held = "calibrated"
        elif p.name in ("smaller", "larger"):
            held = f"{p.name}_model"
        code.prepare.append(f"a->{p.name} = f->{held};")
    other = "summary" if kind != "summary" else "portfolio"
    is_optional = (function, p.name) in OPTIONAL_MODELS
    code.spoil(p.name, "NULL", "ACCEPTED" if is_optional else "REFUSED")
    code.spoil(p.name, f"(void*)f->{other}", "REFUSED")
    return code


def field_spoils(struct: Struct, copy: str) -> Iterator[tuple[str, str, str]]:
    for member in struct.fields:
        values = SPOILT.get(member.type, ("NULL",) if member.type.endswith("*") else ())
        if member.name == "struct_size":
            yield from ((member.name, value, "REFUSED") for value in STRUCT_SIZES)
        elif member.name == "reserved":
            yield member.name, "1", "REFUSED"
        else:
            for value in values:
                if (copy, member.name, value) not in TOO_LONG:
                    yield member.name, value, "SPECIFIC"


def struct_in(p: Parameter) -> Code:
    name, code = bare(p.type), Code()
    struct = STRUCTS[f"tenure_{name}"]
    code.storage.append(f"struct {{ {struct.name} known; uint64_t newer; }} {p.name}_copy;")
    code.prepare.append(f"a->{p.name} = &f->{name};")
    null = "REFUSED" if name in NEEDED else "SPECIFIC" if name in NO_DEFAULT else "ACCEPTED"
    code.spoil(p.name, "NULL", null)
    start = f"a->{p.name}_copy.known = f->{name}; a->{p.name}_copy.newer = 0;"
    end = f"a->{p.name} = &a->{p.name}_copy.known;"
    for member, value, expected in field_spoils(struct, name):
        code.spoils.append(Spoil(f"{p.name}->{member} = {value}", f"{p.name}.{member}", expected,
                                 f"{start} a->{p.name}_copy.known.{member} = {value}; {end}"))  # fmt: skip
    older = "SPECIFIC" if name in NEEDED | NO_DEFAULT else "ACCEPTED"
    for member in struct.fields[1:]:
        size = f"offsetof({struct.name}, {member.name}) / 8 * 8"
        code.spoils.append(Spoil(f"{p.name} of before {member.name}", p.name, older,
                                 f"{start} cut_struct(&a->{p.name}_copy.known, sizeof a->{p.name}_copy, {size}); {end}"))  # fmt: skip
    grown = f"{start} a->{p.name}_copy.known.struct_size += 8;"
    code.spoils.append(Spoil(f"{p.name} newer", p.name, "ACCEPTED", f"{grown} {end}"))
    grown += f" a->{p.name}_copy.newer = 1;"
    code.spoils.append(Spoil(f"{p.name} newer and set", p.name, "REFUSED", f"{grown} {end}"))
    return code


def handle_out(p: Parameter, is_only: bool) -> Code:
    kind, store = bare(p.type), f"{p.name}_store"
    code = Code([f"tenure_{kind}* {store};"])
    code.prepare += [f"a->{store} = kPoison;", f"a->{p.name} = &a->{store};"]
    code.reset.append(f"(a->{p.name} == NULL || a->{store} == NULL)")
    code.written.append(f"(a->{p.name} == NULL || (a->{store} != NULL && a->{store} != kPoison))")
    code.finish.append(f"if (a->{p.name} != NULL) tenure_{kind}_free(a->{store});")
    code.spoil(p.name, "NULL", "REFUSED" if is_only else "ACCEPTED")
    return code


def struct_out(p: Parameter, size: Parameter, is_only: bool) -> Code:
    name, store = bare(p.type), f"{p.name}_store"
    code = Code([f"struct {{ tenure_{name} known; uint64_t newer; }} {store};"])
    known = f"sizeof a->{store}.known"
    code.prepare += [f"memset(&a->{store}, 0xA5, sizeof a->{store});",
                     f"a->{p.name} = &a->{store}.known;", f"a->{size.name} = {known};"]  # fmt: skip
    reset = f"is_zero(&a->{store}, a->{size.name})"
    # Without a believable size nothing can be cleared.
    code.reset.append(f"(a->{p.name} == NULL || a->{size.name} > 4096 || a->{size.name} % 8 != 0"
                      f" || {reset})")  # fmt: skip
    code.spoil(p.name, "NULL", "REFUSED" if is_only else "ACCEPTED")
    for value in STRUCT_SIZES:
        code.spoil(size.name, value, "REFUSED", size.name if size.name != "size" else p.name)
    code.spoil(size.name, f"{known} + 8", "ACCEPTED")
    code.spoil(size.name, "8", "ACCEPTED")
    return code


def array_out(p: Parameter) -> Code:
    item, store = p.type.removesuffix("*"), f"{p.name}_store"
    code = Code([f"{item} {store}[{'4096' if item == 'char' else 'FIXTURE_ROWS'}];"])
    code.prepare += [f"memset(a->{store}, 0x5A, sizeof a->{store});", f"a->{p.name} = a->{store};"]
    code.reset.append(f"is_filled(a->{store}, 0x5A, sizeof a->{store})")
    if item == "double":
        code.written.append(f"are_finite(a->{store}, f_rows)")
    code.spoil(p.name, "NULL", "REFUSED")
    return code


def derivatives_out(p: Parameter) -> Code:
    """By the parameters, or by each pair of them; may be NULL if it is not wanted."""
    count = "a->parameter_count" + (" * a->parameter_count" if p.name == "hessian" else "")
    code = array_out(p)
    code.spoils.clear()
    code.written = [f"(a->{p.name} == NULL || are_finite(a->{p.name}_store, {count}))"]
    code.spoil(p.name, "NULL", "ACCEPTED")
    return code


def scalar_out(p: Parameter, is_optional: bool) -> Code:
    item, store = p.type.removesuffix("*"), f"{p.name}_store"
    code = Code([f"{item} {store};"])
    code.prepare += [f"a->{store} = 77;", f"a->{p.name} = &a->{store};"]
    code.reset.append(f"(a->{p.name} == NULL || a->{store} == 0)")
    if item == "double":
        code.written.append(f"isfinite(a->{store})")
    code.spoil(p.name, "NULL", "ACCEPTED" if is_optional else "REFUSED")
    return code


def borrowed_out(p: Parameter) -> Code:
    store = f"{p.name}_store"
    code = Code([f"{p.type.removesuffix('*')} {store};"])
    code.prepare += [f"a->{store} = kPoison;", f"a->{p.name} = &a->{store};"]
    code.written.append(f"(a->{p.name} == NULL || (a->{store} != NULL && a->{store} != kPoison))")
    code.reset.append(f"(a->{p.name} == NULL || a->{store} == NULL)")
    code.spoil(p.name, "NULL", "ACCEPTED")
    return code


def stream(p: Parameter, function: str) -> Code:
    store = f"{p.name}_store"
    code = Code([f"struct ArrowArrayStream {store};"])
    code.prepare.append(f"a->{p.name} = &a->{store};")
    code.spoil(p.name, "NULL", "REFUSED", "out" if p.name == "out" else "stream")
    if p.name == "out":
        code.prepare.append(f"memset(&a->{store}, 0xA5, sizeof a->{store});")
        code.reset.append(f"(a->out == NULL || a->{store}.release == NULL)")
        code.finish.append(
            f"if (a->out != NULL && a->{store}.release != NULL) a->{store}.release(&a->{store});"
        )
        return code
    table = "summary_table" if function == "tenure_score_arrow" else "table"
    code.prepare.append(f"tenure_table_export(f->{table}, &a->{store}, NULL);")
    consumed = f"(a->{p.name} == NULL || a->{store}.release == NULL)"
    code.reset.append(consumed)
    code.written.append(consumed)
    code.finish.append(f"if (a->{store}.release != NULL) a->{store}.release(&a->{store});")
    code.spoils.append(Spoil(f"{p.name} released", "stream", "REFUSED",
                             f"a->{store}.release(&a->{store});"))  # fmt: skip
    return code


def error_out(p: Parameter) -> Code:
    code = Code(["tenure_error* err_store;"])
    code.prepare += ["a->err_store = kPoison;", "a->err = &a->err_store;"]
    code.written.append("(a->err == NULL || a->err_store == NULL)")
    code.finish.append("if (a->err != NULL) tenure_error_free(a->err_store);")
    code.spoil("err", "NULL", "ACCEPTED")
    return code


def number(p: Parameter, function: str) -> Code:
    is_bytes = p.name == "byte_count"
    value = f"tenure_bytes_size(f->{BYTES[function]})" if is_bytes else VALUES[p.name]
    code = Code(prepare=[f"a->{p.name} = {value};"])
    for value in SPOILT.get(p.type, ()):
        # A buffer of bytes may be said to be as large as memory.
        is_buffer = is_bytes or p.name == "capacity"
        is_possible = p.type != "int64_t" or (is_buffer and "MAX" in value)
        code.spoil(p.name, value, "SPECIFIC" if is_possible else "REFUSED")
    return code


def text(p: Parameter, function: str) -> Code:
    value = VALUES.get(p.name)
    if p.name == "name":
        value = '"amount"' if "column" in function else '"pareto_nbd"'
    elif p.name == "path" and "model" in function:
        value = "f->model_path"
    elif p.name == "path" and "record" in function:
        value = "f->record_path"
    elif p.name == "path" and "monitor" in function:
        value = "f->monitor_path"
    code = Code(prepare=[f"a->{p.name} = {value};"])
    for value in SPOILT["const char*"]:
        code.spoil(p.name, value, "REFUSED" if value == "NULL" else "SPECIFIC")
    return code


def array_in(p: Parameter, function: str) -> Code:
    value = ARRAYS.get((function, p.name)) or ARRAYS.get(p.name) or ARRAYS.get(p.type)
    if p.name == "bytes":
        value = f"tenure_bytes_data(f->{BYTES[function]})"
    code = Code(prepare=[f"a->{p.name} = {value};"])
    optional = p.name in ("client_numbers", "client_texts")
    null = "ACCEPTED" if p.name in OPTIONAL_ARRAYS else "SPECIFIC" if optional else "REFUSED"
    code.spoil(p.name, "NULL", null)
    return code


def is_result(p: Parameter) -> bool:
    """A handle or a struct that the function gives."""
    is_struct = f"tenure_{bare(p.type)}" in STRUCTS and not p.type.startswith("const")
    return p.name != "err" and (p.type.endswith("**") or is_struct)


def code_of(function: str, parameters: list[Parameter], position: int) -> Code:
    p = parameters[position]
    following = parameters[position + 1] if position + 1 < len(parameters) else None
    is_only = sum(is_result(q) for q in parameters) <= 1
    has_array = any(q.name in ("n", "capacity") for q in parameters)
    if p.name == "err":
        return error_out(p)
    if "ArrowArrayStream" in p.type:
        return stream(p, function)
    if p.type.endswith("**") and not p.type.startswith("const char"):
        return borrowed_out(p) if p.type.startswith("const") else handle_out(p, is_only)
    if bare(p.type) in HANDLES:
        return handle_in(p, function)
    if f"tenure_{bare(p.type)}" in STRUCTS:
        return struct_in(p) if p.type.startswith("const") else struct_out(p, following, is_only)
    if p.type == "size_t":
        return Code()
    if p.type == "const char*":
        return text(p, function)
    if p.type.startswith("const"):
        return array_in(p, function)
    if p.name in ("gradient", "hessian"):
        return derivatives_out(p)
    if p.type.endswith("*"):
        return array_out(p) if has_array else scalar_out(p, function in OPTIONAL_NUMBERS)
    return number(p, function)


def functions() -> Iterator[tuple[str, list[Parameter]]]:
    """Those that can fail: they return a status and take an error, or initialise a struct."""
    for name, prototype in HEADER.functions().items():
        parameters = re.search(r"\((.*)\)$", prototype)[1].split(", ")
        split = [Parameter(*re.fullmatch(r"(.*?) ?(\w+)", each).groups()) for each in parameters]
        if split[-1].name == "err" or name.endswith("_init"):
            yield name, split


def write(lines: list[str], name: str, parameters: list[Parameter], index: int) -> list[str]:
    parts = [code_of(name, parameters, i) for i in range(len(parameters))]
    kind, short = f"struct {name}_arguments", name.removeprefix("tenure_")
    cast, const_cast = f"{kind}* a = v;", f"const {kind}* a = v; (void)a;"
    members = [f"{p.type} {p.name};" for p in parameters] + [s for c in parts for s in c.storage]
    rows = (
        "const int64_t f_rows = a->n; (void)f_rows;" if "n" in (p.name for p in parameters) else ""
    )
    error = "a->err == NULL ? NULL : a->err_store" if parameters[-1].name == "err" else "NULL"

    def join(kind_of: str, glue: str, empty: str) -> str:
        return glue.join(s for c in parts for s in getattr(c, kind_of)) or empty

    call = ", ".join(f"a->{p.name}" for p in parameters)
    lines += [
        f"{kind} {{ {' '.join(members)} }};",
        f"static void prepare_{short}(void* v, fixture* f) {{ {cast} (void)f; {join('prepare', ' ', '')} }}",
        f"static tenure_status run_{short}(void* v) {{ {cast} return {name}({call}); }}",
        f"static int is_reset_{short}(const void* v) {{ {const_cast} return {join('reset', ' && ', '1')}; }}",
        f"static int is_written_{short}(const void* v) {{ {const_cast} {rows} return {join('written', ' && ', '1')}; }}",
        f"static const tenure_error* error_{short}(const void* v) {{ {const_cast} return {error}; }}",
        f"static void finish_{short}(void* v) {{ {cast} (void)a; {join('finish', ' ', '')} }}",
    ]
    abuses = []
    for number_, spoil in enumerate(s for c in parts for s in c.spoils):
        function = f"spoil_{short}_{number_}"
        lines.append(
            f"static void {function}(void* v, fixture* f) {{ {cast} (void)f; {spoil.code} }}"
        )
        what = spoil.what.replace("\\", "\\\\").replace('"', '\\"')
        abuses.append(f'{{{index}, "{what}", "{spoil.argument}", {spoil.expected}, {function}}},')
    return abuses


def main() -> None:
    lines = [
        "/* Written by generate_operations.py. */",
        '#include "operations.h"',
        "#include <math.h>",
        "#include <stdint.h>",
        "#include <string.h>",
        '#include "operations_support.h"',
        f'static const char kLongText[] = "{"x" * 4000}";',
    ]
    operations, abuses = [], []
    for index, (name, parameters) in enumerate(functions()):
        abuses += write(lines, name, parameters, index)
        short = name.removeprefix("tenure_")
        members = ("prepare", "run", "is_reset", "is_written", "error", "finish")
        operations.append(f'{{"{name}", sizeof(struct {name}_arguments), '
                          + ", ".join(f"{member}_{short}" for member in members) + "},")  # fmt: skip
    lines += ["const operation kOperations[] = {", *operations, "};",
              f"const int kOperationCount = {len(operations)};",
              "const abuse kAbuses[] = {", *abuses, "};",
              f"const int kAbuseCount = {len(abuses)};", ""]  # fmt: skip
    Path(sys.argv[1]).write_text("\n".join(lines), encoding="utf-8")


main()
