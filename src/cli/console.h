#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/command.h"
#include "cli/contexts.h"
#include "client/client.h"

namespace gatehouse::cli {

/// What a command is about. project_or_tenant: one of the two must be named, so that nothing opens every
/// cluster by mistake.
enum class Scope { tenant, project, project_or_tenant };

/// --project, and --tenant where that has a meaning: what commands of that scope take.
std::vector<Parameter> scope_parameters(Scope scope);

/// The console that a command talks to, as whoever is signed in, about one project or the tenant.
class Console {
public:
    /// Renews the sign-in where that is due, and finds the project that was named.
    static Result<Console> open(Arguments const& said, Scope scope);
    /// Of a context that need not be kept yet.
    explicit Console(Context context);

    template <class E>
    Result<typename E::Response> call(typename E::Request const& request) {
        return client_->call<E>(request, headers());
    }

    /// The one of this name or uid among those that one may enter.
    Result<contract::NamedUid> find_project(std::string const& wanted);

    Context const& context() const { return context_; }
    Context release() && { return std::move(context_); }
    /// Nothing: the tenant.
    std::optional<contract::NamedUid> const& project() const { return project_; }
    /// "the project Plant", "the tenant".
    std::string place() const;

private:
    client::Headers headers() const;
    Result<void> enter(Arguments const& said, Scope scope);

    Context context_;
    std::unique_ptr<client::Client> client_;
    std::optional<contract::NamedUid> project_;
};

}  // namespace gatehouse::cli
