#include "store/rows.h"

#include "sshkey/names.h"
#include "json/json.h"

namespace gatehouse::store {

std::string to_json(std::vector<std::string> const& list) { return json::encode(list); }
std::string to_json(std::map<std::string, std::string> const& map) { return json::encode(map); }

namespace {

template <class T>
T read(std::string const& text) {
    T value;
    auto const document = json::detail::parse(text);
    if (!document || json::detail::read(*document, value, ""))
        throw std::runtime_error("a list or map in the database is not JSON");
    return value;
}

}  // namespace

// Most are empty, and a list of rows holds hundreds of them.
std::vector<std::string> list_from(std::string const& json) {
    return json == "[]" ? std::vector<std::string>() : read<std::vector<std::string>>(json);
}
std::map<std::string, std::string> map_from(std::string const& json) {
    return json == "{}" ? std::map<std::string, std::string>()
                        : read<std::map<std::string, std::string>>(json);
}

model::Meta meta(soci::values const& row) {
    return {text(row, "name"), map(row, "labels"), map(row, "annotations"), time(row, "created_at"),
            time(row, "modified_at")};
}
void set(soci::values& row, model::Meta const& value) {
    set(row, "name", value.name);
    set(row, "name_key", sshkey::name_key(value.name));
    set(row, "labels", value.labels);
    set(row, "annotations", value.annotations);
    set(row, "created_at", value.created);
    set(row, "modified_at", value.modified);
}

}  // namespace gatehouse::store
