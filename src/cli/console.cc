#include "cli/console.h"

#include <fmt/format.h>

#include "cli/find.h"
#include "cli/target.h"
#include "contract/projects.h"
#include "contract/sessions.h"

namespace gatehouse::cli {

namespace {

constexpr char project_key[] = "--project";
constexpr char tenant_key[] = "--tenant";
/// A token ends 15 minutes after its last renewal.
constexpr auto renewal_due = std::chrono::minutes(5);

bool is_due(Context const& context, Time now) {
    return !context.token.empty() && (now - context.renewed >= renewal_due || now < context.renewed);
}

std::unique_ptr<client::Client> client_for(Context const& context) {
    auto const trust = context.ca.empty() ? client::Trust::system_cas : client::Trust::pinned_ca;
    return std::make_unique<client::Client>(context.server, trust, context.ca);
}

/// Renews the kept token, unless another command did so in the meantime, and takes it over.
Result<void> renew(Context& context) {
    return TRY(ContextFile::own()).change([&](Contexts& contexts) -> Result<void> {
        auto* const kept = contexts.find(context.name);
        auto const now = SystemClock().now();
        if (!kept || kept->token.empty())
            return refuse(Code::unauthenticated, "the sign-in was ended; run gatehouse login");
        if (is_due(*kept, now)) {
            auto answer =
                client_for(*kept)->call<contract::RefreshToken>({std::string(kept->token.reveal())});
            if (!answer && answer.error().code == Code::unauthenticated)
                return refuse(
                    Code::unauthenticated,
                    "the sign-in has ended: 15 minutes went by without a command; run gatehouse login");
            if (!answer)
                return refuse(std::move(answer).error());
            kept->token = Secret(std::move(answer->Authorization));
            kept->renewed = now;
        }
        context.token = Secret(std::string(kept->token.reveal()));
        return {};
    });
}

}  // namespace

std::vector<Parameter> scope_parameters(Scope scope) {
    std::vector<Parameter> parameters;
    if (scope != Scope::tenant)
        parameters.push_back(option(project_key, "PROJECT", "The project that is meant, by name or uid"));
    if (scope == Scope::project_or_tenant)
        parameters.push_back(flag(tenant_key, "The tenant is meant, not a project"));
    return parameters;
}

Console::Console(Context context) : context_(std::move(context)), client_(client_for(context_)) {}

Result<Console> Console::open(Arguments const& said, Scope scope) {
    auto context = TRY(choose(TRY(TRY(ContextFile::own()).load()), Environment::read()));
    if (is_due(context, SystemClock().now()))
        TRY(renew(context));
    Console console(std::move(context));
    console.project_ = TRY(console.named(said, scope));
    return console;
}

Result<std::optional<contract::NamedUid>> Console::named(Arguments const& said, Scope scope) {
    if (scope == Scope::tenant)
        return std::nullopt;
    bool const tenant = scope == Scope::project_or_tenant && said.given(tenant_key);
    if (tenant && said.given(project_key))
        return refuse_usage("say --project or --tenant, not both");
    if (tenant)
        return std::nullopt;
    auto const wanted = said.maybe(project_key).value_or(Environment::read().project);
    if (!wanted.empty())
        return TRY(find_project(wanted));
    if (!context_.project.uid.empty())
        return context_.project;
    return refuse_usage(fmt::format("name a project: --project NAME{}, GATEHOUSE_PROJECT, or once for all "
                                    "commands to come, gatehouse context use --project NAME",
                                    scope == Scope::project ? "" : " (or --tenant)"));
}

Result<contract::NamedUid> Console::find_project(std::string const& wanted) {
    auto const projects = TRY(call<contract::ListProjectMetadata>({})).items;
    auto const found = TRY(find(projects, wanted, "project"));
    return contract::NamedUid{found.metadata.uid, found.metadata.name};
}

std::string Console::place() const {
    return project_ ? fmt::format("the project {}", project_->name) : "the tenant";
}

client::Headers Console::headers() const {
    return {.authorization = context_.token.reveal(),
            .api_key = context_.api_key.reveal(),
            .project = project_ ? std::string_view(project_->uid) : std::string_view()};
}

}  // namespace gatehouse::cli
