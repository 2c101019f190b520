#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "cli/table.h"
#include "contract/wire.h"
#include "json/json.h"

namespace gatehouse::cli {

/// How an answer is shown. table: what fits the terminal; wide: every column, whole; json: as the API
/// answers; name: the names alone, one on each line.
enum class Form { table, wide, json, name };

/// --output, for commands that show something.
Parameter output_parameter();
Form form_of(Arguments const& said);

enum class Shown { always, wide };

template <class T>
struct Column {
    std::string_view title;
    std::string (*cell)(T const&);
    Shown shown = Shown::always;
};

/// How objects of one kind are shown.
template <class T>
struct View {
    std::vector<Column<T>> columns;
    std::string (*name)(T const&) = [](T const& object) { return object.metadata.name; };
};

/// Everything goes to standard output through these. print() alone takes the text as it is.
void print(std::string_view text);
void print_line(std::string_view text);
void print_table(Table const& table, Form form);
void print_json(std::string_view json);

/// What was done, as one sentence.
void show_done(std::string_view what, std::string_view name, std::string_view done);

/// That something was made, as one sentence; for --output json `answer`, for name the name.
template <class Created>
void show_created(Arguments const& said, std::string_view what, std::string_view name,
                  Created const& answer) {
    auto const form = form_of(said);
    if (form == Form::json)
        print_json(json::encode(answer));
    else if (form == Form::name)
        print_line(name);
    else
        show_done(what, name, "created: " + answer.uid);
}

template <class T>
Table table_of(View<T> const& view, std::vector<T> const& objects, Form form) {
    Table table;
    for (auto const& column : view.columns)
        if (column.shown == Shown::always || form == Form::wide)
            table.titles.emplace_back(column.title);
    for (auto const& object : objects) {
        auto& row = table.rows.emplace_back();
        for (auto const& column : view.columns)
            if (column.shown == Shown::always || form == Form::wide)
                row.push_back(column.cell(object));
    }
    return table;
}

template <class T>
void show_list(Arguments const& said, View<T> const& view, contract::Items<T> const& list) {
    auto const form = form_of(said);
    if (form == Form::json)
        return print_json(json::encode(list));
    if (form != Form::name)
        return print_table(table_of(view, list.items, form), form);
    for (auto const& object : list.items)
        print_line(view.name(object));
}

/// All its columns, one on each line. `object` may be more than the view knows of: json shows that too.
template <class T, class Whole>
void show_one(Arguments const& said, View<T> const& view, Whole const& object) {
    auto const form = form_of(said);
    if (form == Form::json)
        return print_json(json::encode(object));
    if (form == Form::name)
        return print_line(view.name(object));
    print(render_fields(table_of(view, std::vector<T>{object}, Form::wide)));
}

}  // namespace gatehouse::cli
