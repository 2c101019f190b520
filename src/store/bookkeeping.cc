#include "store/bookkeeping.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "store/database_fault.h"

namespace gatehouse::store {

namespace {

constexpr std::array<std::string_view, 10> bookkeeping_tables = {
    "session", "sign_in",     "known_browser", "api_key_use", "write_probe",
    "node",    "audit_event", "audit_sink",    "letter",      "told"};
constexpr std::array<std::string_view, 3> changes = {"INSERT INTO ", "UPDATE ", "DELETE FROM "};

}  // namespace

void require_bookkeeping(std::string_view statement) {
    if (statement.starts_with("SELECT "))
        return;
    for (auto const verb : changes)
        if (statement.starts_with(verb)) {
            auto const rest = statement.substr(verb.size());
            if (std::ranges::find(bookkeeping_tables, rest.substr(0, rest.find(' '))) !=
                bookkeeping_tables.end())
                return;
        }
    throw DatabaseFault(fmt::format("bookkeeping may not run: {}", statement));
}

}  // namespace gatehouse::store
