#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/people.h"
#include "cli/terminal.h"
#include "cli/values.h"
#include "contract/api_keys.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "api-key";
auto const activity = choice("--active", "Whether it opens anything", {"on", "off"});
auto const expiry = option("--expiry", "TIME", "Until when it opens anything: 2026-12-31, 30d");

View<ApiKey> const view{{
    {"NAME", [](ApiKey const& key) { return key.metadata.name; }},
    {"USER",
     [](ApiKey const& key) { return fmt::format("{} {}", key.spec.user.firstName, key.spec.user.lastName); }},
    {"ACTIVE", [](ApiKey const& key) { return std::string(key.status.isActive ? "yes" : "no"); }},
    {"EXPIRES", [](ApiKey const& key) { return show(key.spec.expiry); }},
    {"LAST USED", [](ApiKey const& key) { return show(key.status.lastUsed); }},
    {"FROM", [](ApiKey const& key) { return key.status.lastUsedFrom; }, Shown::wide},
    {"CREATED", [](ApiKey const& key) { return show(key.metadata.creationTimestamp); }, Shown::wide},
    {"UID", [](ApiKey const& key) { return key.metadata.uid; }, Shown::wide},
}};

Result<ApiKey> find_api_key(Console& console, std::string const& wanted) {
    return find(TRY(console.call<ListApiKeys>({})).items, wanted, noun);
}

Result<std::optional<Time>> expiry_from(Arguments const& said) {
    if (!said.given(expiry.key()))
        return std::nullopt;
    return TRY(parse_time(said.text(expiry.key()), SystemClock().now(), Direction::ahead));
}

std::vector<Parameter> changes() { return {option("--name", "NAME", "Its new name"), expiry, activity}; }

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_list(said, view, TRY(console.call<ListApiKeys>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    show_one(said, view, TRY(find_api_key(console, said.text("NAME"))));
    return {};
}

Result<void> create(Arguments const& said) {
    CreateApiKey::Spec spec{.expiry = TRY(expiry_from(said)), .userUid = std::nullopt};
    auto console = TRY(Console::open(said, Scope::tenant));
    if (said.given("--user"))
        spec.userUid = TRY(find_user(console, said.text("--user"))).metadata.uid;
    auto const name = said.text("NAME");
    auto const created = TRY(console.call<CreateApiKey>({{name, {}, {}}, spec}));
    show_created(said, noun, name, created);
    if (form_of(said) == Form::table || form_of(said) == Form::wide)
        print_line(fmt::format("The key, shown this once: {}", created.apiKey));
    return {};
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, changes()));
    auto const until = TRY(expiry_from(said));
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_api_key(console, said.text("NAME")));
    ApiKeyUid const uid(old.metadata.uid);
    if (said.given("--name") || until)
        TRY(console.call<UpdateApiKey>({uid, edited(old.metadata, said.maybe("--name")),
                                        UpdateApiKey::Spec{until.value_or(old.spec.expiry)}}));
    if (said.given(activity.key()))
        TRY(console.call<SetApiKeyState>({uid, said.text(activity.key()) == "on"}));
    show_done(noun, old.metadata.name, "changed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::tenant));
    auto const old = TRY(find_api_key(console, said.text("NAME")));
    TRY(confirm(said, fmt::format("Delete the API key {}?", old.metadata.name)));
    TRY(console.call<DeleteApiKey>({ApiKeyUid(old.metadata.uid)}));
    show_done(noun, old.metadata.name, "deleted");
    return {};
}

}  // namespace

Command api_key_commands() {
    auto const name = argument("NAME", "The key's name or uid");
    return {
        .name = noun,
        .help = "API keys: what programs sign in with, with the rights of a user",
        .commands = {
            {"list", "List your API keys, or everybody's where you may see them", {output_parameter()}, list},
            {"get", "Show an API key, without the key itself", {name, output_parameter()}, get},
            {"create",
             "Create an API key and print it this once",
             {argument("NAME", "Its name"), expiry,
              option("--user", "USER", "For whom, by e-mail address or uid (yourself)"), output_parameter()},
             create},
            {"edit", "Change what is said, and leave the rest", together({{name}, changes()}), edit},
            {"delete", "Delete an API key", {name, yes_parameter()}, remove},
        }};
}

}  // namespace gatehouse::cli
