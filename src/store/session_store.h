#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/user.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Sessions and the browsers that signed in before. Only digests of tokens are kept.
class SessionStore {
public:
    static constexpr auto known_browser_life = std::chrono::days(365);

    explicit SessionStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    struct Found {
        model::Session session;
        model::User user;
    };
    /// The session with this token digest, unless it has ended or its user is not active.
    std::optional<Found> find(std::string const& digest) const;

    std::string add(model::Session session);  ///< returns the uid it gave
    void renew(std::string const& uid, Time last_action, Time ends);
    /// Gives the session a new token.
    void exchange(std::string const& uid, std::string const& digest, Time ends);
    void end(std::string const& uid);
    void end_by_digest(UserUid const& owner, std::string const& digest);
    void end_all(UserUid const& owner);
    void end_others(UserUid const& owner, std::string const& but);  ///< but: a session's uid
    std::vector<model::Session> of(UserUid const& owner) const;     ///< that go on; the last used first
    /// Ends browsers' sessions so long after their last action, where they would go on for longer.
    void shorten(std::chrono::minutes idle);
    int count_of(UserUid const& owner) const;
    std::int64_t count() const;
    void end_all();       ///< everybody's
    void forget_ended();  ///< and browsers that nobody signed in with for a year

    void remember_browser(UserUid const& user, std::string const& digest);
    bool knows_browser(UserUid const& user, std::string const& digest) const;

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
