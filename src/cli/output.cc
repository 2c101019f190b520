#include "cli/output.h"

#include <cstdio>
#include <fmt/format.h>

#include "cli/printable.h"
#include "cli/terminal.h"
#include "json/schema.h"

namespace gatehouse {
template <>
inline constexpr std::pair<cli::Form, std::string_view> enum_names<cli::Form>[] = {
    {cli::Form::table, "table"},
    {cli::Form::wide, "wide"},
    {cli::Form::json, "json"},
    {cli::Form::name, "name"},
};
}  // namespace gatehouse

namespace gatehouse::cli {

namespace {

constexpr char output_key[] = "--output";

}  // namespace

Parameter output_parameter() {
    return choice("-o,--output", "How it is shown: wide has every column, json is for programs",
                  names_of<Form>());
}

Form form_of(Arguments const& said) { return said.one_of<Form>(output_key).value_or(Form::table); }

void print(std::string_view text) { fmt::print("{}", text); }

void print_line(std::string_view text) { print(printable(text) + "\n"); }

void print_table(Table const& table, Form form) {
    print(render_rows(table, form == Form::wide ? 0 : terminal_width()));
}

void print_json(std::string_view json) { print(printable_json(json::pretty_text(json))); }

void show_done(std::string_view what, std::string_view name, std::string_view done) {
    print_line(fmt::format("{} {} {}", what, name, done));
}

}  // namespace gatehouse::cli
