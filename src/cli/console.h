#pragma once

#include <algorithm>
#include <iterator>
#include <limits>
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

    /// The first `most` of a list that the console gives in pages.
    template <class E, class Item = typename decltype(E::Response::items)::value_type>
    Result<contract::Items<Item>> call_pages(typename E::Request wanted, std::size_t most = everything) {
        contract::Items<Item> all;
        do {
            auto page = TRY(call<E>(wanted));
            std::ranges::move(page.items, std::back_inserter(all.items));
            wanted.continue_ = page.listmeta.continue_;
        } while (!wanted.continue_->empty() && all.items.size() < most);
        if (all.items.size() > most)
            all.items.resize(most);
        return all;
    }

    /// The one of this name or uid among those that one may enter.
    Result<contract::NamedUid> find_project(std::string const& wanted);

    /// The project that the command line, the environment or the context names; nothing: the tenant.
    Result<std::optional<contract::NamedUid>> named(Arguments const& said, Scope scope);

    Context const& context() const { return context_; }
    Context release() && { return std::move(context_); }
    /// What its calls are about; nothing: the tenant.
    std::optional<contract::NamedUid> const& project() const { return project_; }
    /// "the project Plant", "the tenant".
    std::string place() const;

private:
    static constexpr std::size_t everything = std::numeric_limits<std::size_t>::max();

    client::Headers headers() const;

    Context context_;
    std::unique_ptr<client::Client> client_;
    std::optional<contract::NamedUid> project_;
};

}  // namespace gatehouse::cli
