#include "cli/meta.h"

#include <fmt/format.h>

#include "base/text.h"

namespace gatehouse::cli {

contract::MetaInput edited(contract::ObjectMeta const& meta, std::optional<std::string> name) {
    auto annotations = meta.annotations;
    annotations.erase("scope");  // the console's own word
    return {name.value_or(meta.name), meta.labels, std::move(annotations)};
}

Result<void> require_a_change(Arguments const& said, std::vector<Parameter> const& changes) {
    std::vector<std::string> keys;
    for (auto const& parameter : changes) {
        if (said.given(parameter.key()))
            return {};
        keys.emplace_back(parameter.key());
    }
    return refuse_usage(fmt::format("say what to change: {}", join(keys, ", ")));
}

}  // namespace gatehouse::cli
