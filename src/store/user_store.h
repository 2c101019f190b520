#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/user.h"
#include "store/conditions.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Which people, and in which order.
struct UserQuery {
    TextFilter email{};
    TextFilter name{};  ///< first and last name, with a space between
    Order order{};
};

/// People and their passwords.
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

    std::vector<WithPassword> all_with_passwords(Visibility const& tenant) const;
    /// In the order of the query.
    std::vector<model::User> list(Visibility const& tenant, UserQuery const& query, Page const& page) const;
    /// How many there are; counts no further than `most`.
    int count(Visibility const& tenant, UserQuery const& query, int most) const;
    /// Those of these uids that there are, by name.
    std::vector<model::User> among(std::vector<UserUid> const& uids) const;
    /// Whoever holds a role in this project, by themselves, through a team or in the tenant; by name.
    std::vector<model::User> members_of(Visibility const& visible) const;

    /// A conflict where the e-mail address is taken.
    Result<UserUid> add(model::User const& user);
    Result<void> update(model::User const& user);                        ///< names and e-mail address
    void set_password(UserUid const& uid, std::string const& hash);      ///< and makes the account active
    void replace_password(UserUid const& uid, std::string const& hash);  ///< and leaves the account as it is
    void note_sign_in(UserUid const& uid);                               ///< now
    std::optional<Time> last_sign_in(UserUid const& uid) const;
    void deactivate(UserUid const& uid);  ///< and ends the links by which they could set a password
    void reactivate(UserUid const& uid);  ///< active where they have a password
    void remove(UserUid const& uid);      ///< with sessions, API keys, memberships and roles

    /// An activation link's digest; a new one for the same person replaces the old.
    void set_activation(UserUid const& uid, std::string const& digest, Time ends);
    /// Whose unexpired activation this is.
    std::optional<UserUid> find_activation(std::string const& digest) const;
    bool has_activation(UserUid const& uid) const;  ///< one that has not expired
    void end_activation(UserUid const& uid);
    void end_activations();  ///< everybody's

    struct Tenant {
        TenantUid uid;
        std::string name;
    };
    Tenant tenant() const;

private:
    Result<void> refuse_taken(model::User const& user) const;
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
