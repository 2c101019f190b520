#include "contract/ssh_keys.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/find.h"
#include "cli/meta.h"
#include "cli/output.h"
#include "cli/people.h"
#include "cli/printable.h"
#include "cli/terminal.h"
#include "cli/values.h"
#include "sshkey/private_key_detector.h"

namespace gatehouse::cli {

namespace {

using namespace contract;

constexpr char noun[] = "ssh-key";
constexpr char owner_key[] = "--owner";
constexpr std::size_t largest_key_file = 64U << 10U;

template <class T>
std::string lines(std::vector<T> const& items) {
    std::vector<std::string> messages;
    for (auto const& item : items)
        messages.push_back(fmt::format("{}: {}", item.rule, item.message));
    return fmt::format("{}", fmt::join(messages, "; "));
}

View<SshKey> const view{{
    {"NAME", [](SshKey const& key) { return key.metadata.name; }},
    {"TYPE", [](SshKey const& key) { return fmt::format("{} {}", key.status.type, key.status.bits); }},
    {"FINGERPRINT", [](SshKey const& key) { return key.status.fingerprint; }},
    {"STATE", [](SshKey const& key) { return std::string(to_name(key.status.state)); }},
    {"IN FORCE",
     [](SshKey const& key) {
         return fmt::format("{} of {}", key.status.inForce.nodes, key.status.inForce.of);
     }},
    {"SCOPE", [](SshKey const& key) { return std::string(to_name(key.status.scope)); }},
    {"EXPIRES", [](SshKey const& key) { return show(key.spec.expiry); }, Shown::wide},
    {"LOGINS", [](SshKey const& key) { return show(key.spec.logins); }, Shown::wide},
    {"FROM", [](SshKey const& key) { return show(key.spec.from); }, Shown::wide},
    {"OWNER", [](SshKey const& key) { return key.status.owner ? key.status.owner->emailId : std::string(); }},
    {"ADDED BY", [](SshKey const& key) { return key.status.createdBy.emailId; }, Shown::wide},
    {"CREATED", [](SshKey const& key) { return show(key.metadata.creationTimestamp); }, Shown::wide},
    {"COVERED BY", [](SshKey const& key) { return key.status.coveredBy.value_or(""); }, Shown::wide},
    {"HELD", [](SshKey const& key) { return key.status.held.value_or(""); }, Shown::wide},
    {"SUSPENDED", [](SshKey const& key) { return key.status.suspended.value_or(""); }, Shown::wide},
    {"FINDINGS", [](SshKey const& key) { return lines(key.status.findings); }, Shown::wide},
    {"WARNINGS", [](SshKey const& key) { return lines(key.status.warnings); }, Shown::wide},
    {"UID", [](SshKey const& key) { return key.metadata.uid; }, Shown::wide},
    {"PUBLIC KEY", [](SshKey const& key) { return key.spec.publicKey; }, Shown::wide},
}};

/// A project's list holds the tenant's keys as well, after its own. `own`: those that can be changed from
/// here.
enum class Among { all, own };

Result<SshKey> find_key(Console& console, std::string const& wanted, Among among) {
    auto keys = TRY(console.call<ListSshKeys>({})).items;
    auto own = keys;
    auto const here = console.project() ? KeyScope::project : KeyScope::tenant;
    std::erase_if(own, [&](SshKey const& key) { return key.status.scope != here; });
    auto found = find(own, wanted, noun);
    return found || among == Among::own ? found : find(keys, wanted, noun);
}

/// What create and edit say of a key.
std::vector<Parameter> spec_parameters() {
    return {
        option("--expiry", "TIME", "Until when it opens: 2026-12-31, 2026-12-31T18:00:00Z, 30d; never"),
        repeated(option("--login", "LOGIN",
                        "An account that it opens; may be repeated; empty: all of each cluster")),
        repeated(option("--from", "ADDRESS",
                        "Where it may be used from, as 10.0.0.0/8; may be repeated; empty: "
                        "anywhere")),
        option(owner_key, "USER", "Whose access it is, by e-mail address or uid; empty: the project's"),
    };
}

auto const key_file = option("-f,--file", "FILE", "The file with the public key; -: standard input");

std::vector<Parameter> changes() {
    return together({{option("--name", "NAME", "Its new name"), key_file}, spec_parameters()});
}

/// A private key is refused here already, so that it does not leave this machine.
Result<std::string> read_key(Arguments const& said) {
    auto text = TRY(read_input(said.text("--file"), largest_key_file));
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    TRY(sshkey::refuse_private_key(text));
    return text;
}

Result<std::optional<Time>> expiry_from(Arguments const& said) {
    auto const text = said.text("--expiry");
    if (text.empty() || text == "never")
        return std::nullopt;
    return TRY(parse_time(text, SystemClock().now(), Direction::ahead));
}

/// Nothing where it was not said.
Result<std::optional<std::string>> owner_from(Console& console, Arguments const& said) {
    auto const wanted = said.maybe(owner_key);
    if (!wanted || wanted->empty())
        return wanted;
    return TRY(find_member(console, *wanted));
}

void show_warnings(SshKey const& key) {
    for (auto const& warning : key.status.warnings)
        fmt::print(stderr, "warning: {}\n", printable(fmt::format("{} ({})", warning.message, warning.rule)));
}

Result<void> list(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    show_list(said, view, TRY(console.call<ListSshKeys>({})));
    return {};
}

Result<void> get(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    show_one(said, view, TRY(find_key(console, said.text("NAME"), Among::all)));
    return {};
}

Result<void> create(Arguments const& said) {
    auto const name = said.text("NAME");
    CreateSshKey::Request wanted{{name, {}, {}}, {.publicKey = TRY(read_key(said))}};
    wanted.spec.expiry = TRY(expiry_from(said));
    wanted.spec.logins = said.list("--login");
    wanted.spec.from = said.list("--from");
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    wanted.spec.ownerUid = TRY(owner_from(console, said));
    auto const created = TRY(console.call<CreateSshKey>(wanted));
    show_created(said, noun, name, created);
    show_warnings(TRY(console.call<GetSshKey>({SshKeyUid(created.uid)})));
    return {};
}

Result<void> edit(Arguments const& said) {
    TRY(require_a_change(said, changes()));
    auto const key = said.given("--file") ? TRY(read_key(said)) : std::string();
    auto const expiry = TRY(expiry_from(said));
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    auto const old = TRY(find_key(console, said.text("NAME"), Among::own));
    UpdateSshKey::Request wanted{.uid = SshKeyUid(old.metadata.uid),
                                 .metadata = edited(old.metadata, said.maybe("--name")),
                                 .spec = {.publicKey = key.empty() ? old.spec.publicKey : key}};
    if (said.given("--expiry"))
        wanted.spec.expiry = json::Patch(expiry);
    if (said.given("--login"))
        wanted.spec.logins = json::Patch(std::optional(said.list("--login")));
    if (said.given("--from"))
        wanted.spec.from = json::Patch(std::optional(said.list("--from")));
    if (auto const owner = TRY(owner_from(console, said)))
        wanted.spec.ownerUid = json::Patch(owner);
    TRY(console.call<UpdateSshKey>(wanted));
    show_done(noun, old.metadata.name, "changed");
    return {};
}

Result<void> approve(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    auto const key = TRY(find_key(console, said.text("NAME"), Among::own));
    TRY(console.call<ApproveSshKey>({SshKeyUid(key.metadata.uid)}));
    show_done(noun, key.metadata.name, "approved");
    return {};
}

Result<void> resume(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    auto const key = TRY(find_key(console, said.text("NAME"), Among::own));
    TRY(console.call<ResumeSshKey>({SshKeyUid(key.metadata.uid)}));
    show_done(noun, key.metadata.name, "resumed");
    return {};
}

Result<void> remove(Arguments const& said) {
    auto console = TRY(Console::open(said, Scope::project_or_tenant));
    auto const key = TRY(find_key(console, said.text("NAME"), Among::own));
    TRY(confirm(said, fmt::format("Delete the SSH key {} of {}?", key.metadata.name, console.place())));
    TRY(console.call<DeleteSshKey>({SshKeyUid(key.metadata.uid)}));
    show_done(noun, key.metadata.name, "deleted");
    return {};
}

}  // namespace

Command ssh_key_commands() {
    auto const name = argument("NAME", "The key's name or uid");
    auto const scope = scope_parameters(Scope::project_or_tenant);
    return {
        .name = noun,
        .help = "SSH keys: who may enter a project's clusters, or the tenant's",
        .commands = {
            {"list", "List the keys of a project, with the tenant's, or of the tenant",
             together({{output_parameter()}, scope}), list},
            {"get", "Show a key", together({{name, output_parameter()}, scope}), get},
            {"create", "Register a public key",
             together({{argument("NAME", "Its name"), required(key_file)},
                       spec_parameters(),
                       {output_parameter()},
                       scope}),
             create},
            {"edit", "Change what is said, and leave the rest", together({{name}, changes(), scope}), edit},
            {"approve", "Let in a key that came back with an older state", together({{name}, scope}),
             approve},
            {"resume", "Let in a key again that was suspended with its owner", together({{name}, scope}),
             resume},
            {"delete", "Delete a key", together({{name, yes_parameter()}, scope}), remove},
        }};
}

}  // namespace gatehouse::cli
