#include "cli/command.h"

#include <stdexcept>

namespace gatehouse::cli {

Parameter help_parameter() { return flag("-h,--help", "Print this help and leave"); }

Parameter argument(std::string_view name, std::string_view help) {
    return {.name = name, .value = name, .help = help, .required = true};
}

Parameter flag(std::string_view name, std::string_view help) {
    return {.name = name, .value = {}, .help = help};
}

Parameter option(std::string_view name, std::string_view value, std::string_view help) {
    return {.name = name, .value = value, .help = help};
}

Parameter choice(std::string_view name, std::string_view help, std::vector<std::string> choices) {
    return {.name = name, .value = "WORD", .help = help, .choices = std::move(choices)};
}

Parameter required(Parameter parameter) {
    parameter.required = true;
    return parameter;
}

Parameter optional(Parameter parameter) {
    parameter.required = false;
    return parameter;
}

Parameter repeated(Parameter parameter) {
    parameter.repeated = true;
    return parameter;
}

std::vector<Parameter> together(std::initializer_list<std::vector<Parameter>> parts) {
    std::vector<Parameter> all;
    for (auto const& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::optional<std::string> Arguments::maybe(std::string_view key) const {
    auto const& found = values(key);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<std::string> Arguments::list(std::string_view key) const {
    auto const& found = values(key);
    return found == std::vector<std::string>{""} ? std::vector<std::string>() : found;
}

std::vector<std::string> const& Arguments::values(std::string_view key) const {
    auto const found = values_.find(key);
    if (found == values_.end())
        throw std::logic_error("this command does not take " + std::string(key));
    return found->second;
}

}  // namespace gatehouse::cli
