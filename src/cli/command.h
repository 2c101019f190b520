#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/result.h"

namespace gatehouse::cli {

/// What a command takes beside its name. Declared once: parsing, --help, completion and the reference derive
/// from it.
struct Parameter {
    std::string_view name;   ///< "--expiry", "-o,--output", or without dashes a positional one: "NAME"
    std::string_view value;  ///< what its value is called: "TIME", FILE completes as a file; empty: a flag
    std::string_view help;
    std::vector<std::string> choices{};  ///< the only values there are; empty: any
    bool required = false;
    bool repeated = false;

    bool is_option() const { return name.starts_with('-'); }
    bool is_flag() const { return is_option() && value.empty(); }
    /// "--output" of "-o,--output": what it is asked for by.
    std::string_view key() const { return name.substr(name.rfind(',') + 1); }
};

/// What every command takes.
Parameter help_parameter();
Parameter argument(std::string_view name, std::string_view help);
Parameter flag(std::string_view name, std::string_view help);
Parameter option(std::string_view name, std::string_view value, std::string_view help);
Parameter choice(std::string_view name, std::string_view help, std::vector<std::string> choices);
Parameter required(Parameter parameter);
Parameter optional(Parameter parameter);
Parameter repeated(Parameter parameter);
std::vector<Parameter> together(std::initializer_list<std::vector<Parameter>> parts);

template <class E>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    for (auto const& [value, name] : enum_names<E>)
        names.emplace_back(name);
    return names;
}

/// What was said to a command, by Parameter::key(). To ask for what it does not take is a bug, and throws.
class Arguments {
public:
    void put(std::string_view key, std::vector<std::string> values) {
        values_.emplace(key, std::move(values));
    }

    bool given(std::string_view key) const { return !values(key).empty(); }
    std::optional<std::string> maybe(std::string_view key) const;
    std::string text(std::string_view key) const { return maybe(key).value_or(""); }
    /// One empty text is an empty list: how a list is cleared.
    std::vector<std::string> list(std::string_view key) const;
    template <class E>
    std::optional<E> one_of(std::string_view key) const {
        return from_name<E>(text(key));
    }

private:
    std::vector<std::string> const& values(std::string_view key) const;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// A word of the command line: a noun with its verbs, or what is done.
struct Command {
    std::string_view name;
    std::string_view help;
    std::vector<Parameter> parameters{};
    Result<void> (*run)(Arguments const& said) = nullptr;
    std::vector<Command> commands{};
};

/// A refusal that the command line itself is the reason for.
inline constexpr char usage_rule[] = "USAGE";
inline tl::unexpected<Error> refuse_usage(std::string message) {
    return refuse(Code::invalid, std::move(message), {}, usage_rule);
}

}  // namespace gatehouse::cli
