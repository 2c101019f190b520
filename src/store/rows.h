#pragma once

#include <map>
#include <optional>
#include <soci/soci.h>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_names.h"
#include "base/id.h"
#include "base/text.h"
#include "model/meta.h"

// How our types become columns: one small pair of functions a kind, used by each store's mapping of its rows.
namespace gatehouse::store {

std::string to_json(std::vector<std::string> const& list);
std::string to_json(std::map<std::string, std::string> const& map);
std::vector<std::string> list_from(std::string const& json);
std::map<std::string, std::string> map_from(std::string const& json);

inline std::string text(soci::values const& row, char const* column) { return row.get<std::string>(column); }
inline std::int64_t number(soci::values const& row, char const* column) { return row.get<long long>(column); }
inline int small(soci::values const& row, char const* column) { return row.get<int>(column); }
inline bool flag(soci::values const& row, char const* column) { return row.get<int>(column) != 0; }
inline Time time(soci::values const& row, char const* column) { return from_micros(number(row, column)); }
inline std::optional<Time> maybe_time(soci::values const& row, char const* column) {
    if (row.get_indicator(column) == soci::i_null)
        return std::nullopt;
    return time(row, column);
}
inline std::vector<std::string> list(soci::values const& row, char const* column) {
    return list_from(text(row, column));
}
inline std::map<std::string, std::string> map(soci::values const& row, char const* column) {
    return map_from(text(row, column));
}

inline void set(soci::values& row, char const* column, std::string const& value) { row.set(column, value); }
template <class Tag>
void set(soci::values& row, char const* column, Id<Tag> const& value) {
    row.set(column, value.str());
}
inline void set(soci::values& row, char const* column, std::int64_t value) {
    row.set(column, static_cast<long long>(value));
}
inline void set(soci::values& row, char const* column, int value) { row.set(column, value); }
inline void set(soci::values& row, char const* column, bool value) { row.set(column, value ? 1 : 0); }
inline void set(soci::values& row, char const* column, Time value) { set(row, column, to_micros(value)); }
inline void set(soci::values& row, char const* column, std::optional<Time> value) {
    row.set(column, value ? static_cast<long long>(to_micros(*value)) : 0LL,
            value ? soci::i_ok : soci::i_null);
}
inline void set(soci::values& row, char const* column, std::vector<std::string> const& value) {
    row.set(column, to_json(value));
}
inline void set(soci::values& row, char const* column, std::map<std::string, std::string> const& value) {
    row.set(column, to_json(value));
}

// The columns of every named object: name, name_key, labels, annotations, created_at and modified_at.
model::Meta meta(soci::values const& row);
void set(soci::values& row, model::Meta const& value);

/// Binds a whole struct by its columns' names. As a constant: SOCI reads a variable back after the statement.
template <class T>
auto row_of(T const& value) {
    return soci::use(value);
}

/// Every row of a prepared query, as values.
template <class T>
std::vector<T> all(soci::rowset<T> const& rows) {
    return std::vector<T>(rows.begin(), rows.end());
}

}  // namespace gatehouse::store
