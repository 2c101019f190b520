#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/user.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// People, their passwords, and the roles they hold.
class UserStore {
public:
    explicit UserStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    struct WithPassword {
        model::User user;
        std::string password_hash;
    };
    /// By e-mail address without regard to case; for signing in.
    std::optional<WithPassword> by_email(std::string const& email) const;
    Result<model::User> find(Visibility const& tenant, UserUid const& uid) const;

    std::vector<WithPassword> list(Visibility const& tenant) const;

    Result<UserUid> add(model::User const& user);
    void set_password(UserUid const& uid, std::string const& hash);  ///< and makes the account active

    /// An activation link's digest; a new one for the same person replaces the old.
    void set_activation(UserUid const& uid, std::string const& digest, Time ends);
    /// Whose unexpired activation this is.
    std::optional<UserUid> find_activation(std::string const& digest) const;
    void end_activation(UserUid const& uid);
    void end_activations();  ///< everybody's

    std::vector<model::RoleBinding> bindings(UserUid const& uid) const;
    /// Replaces the bindings of the tenant scope, or (`tenant` false) those of all projects.
    enum class Where { tenant, projects };
    void replace_bindings(UserUid const& uid, Where where, std::vector<model::RoleBinding> const& bindings);

    /// The lock of rules that span rows: taken first by whatever changes rights.
    void lock_rights();
    /// Active people who hold this role in the tenant.
    int count_tenant_holders(RoleUid const& role) const;

    struct Tenant {
        TenantUid uid;
        std::string name;
    };
    Tenant tenant() const;

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
