#include "service/meta.h"

#include "base/text.h"
#include "sshkey/names.h"

namespace gatehouse::service {

namespace {

constexpr std::size_t most_entries = 64;
constexpr std::size_t most_characters = 1024;

Result<void> check(std::map<std::string, std::string> const& entries, char const* field) {
    if (entries.size() > most_entries)
        return refuse(Code::invalid, fmt::format("at most {} entries fit here", most_entries), field);
    for (auto const& [name, value] : entries)
        if (name.size() > most_characters || value.size() > most_characters)
            return refuse(Code::invalid, fmt::format("an entry may have at most {} bytes", most_characters),
                          field);
    return {};
}

}  // namespace

contract::ObjectMeta to_wire(std::string const& uid, model::Meta const& meta) {
    return {uid, meta.name, meta.labels, meta.annotations, meta.created, meta.modified};
}

Result<model::Meta> from_wire(contract::MetaInput wanted, int most_code_points) {
    TRY(sshkey::check_name(wanted.name, most_code_points, "/metadata/name"));
    TRY(check(wanted.labels, "/metadata/labels"));
    TRY(check(wanted.annotations, "/metadata/annotations"));
    return model::Meta{
        std::move(wanted.name), std::move(wanted.labels), std::move(wanted.annotations), {}, {}};
}

}  // namespace gatehouse::service
