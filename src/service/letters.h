#pragma once

#include <optional>

#include "base/clock.h"
#include "base/secret.h"
#include "model/letter.h"
#include "model/user.h"
#include "service/installation.h"
#include "store/database.h"

namespace gatehouse::service {

/// The mails that the server writes. They are kept in the database and sent from there by a thread of its
/// own, so that no request waits for a mail server. Safe to call from any thread.
class Letters {
public:
    static constexpr auto given_up_after = std::chrono::hours(24);

    /// `key`: what the secrets in links are derived from, so that none of them stands in the database.
    Letters(store::Database& db, Clock const& clock, Installation const& installation, Secret key)
        : db_(db), clock_(clock), installation_(installation), key_(std::move(key)) {}

    /// Makes a link by which this person sets a password, in the place of any before it. Mailed where mail is
    /// configured, else returned, to be shown once.
    std::string give_link(store::WriteTx& tx, model::User const& user, std::chrono::hours life);

    /// Writes to whoever owns a key that ends within 14 days, and again within one, and to whose password is
    /// about to expire, where the tenant asks for that. Each once. Nothing where no mail is configured.
    void remind();

    /// A letter ready to be sent; taken, so that nobody else sends it for a while.
    struct Ready {
        model::Letter letter;
        Secret text;  ///< with the link
    };
    std::optional<Ready> take_due();
    void sent(model::Letter const& letter);
    /// Tried again later, or given up after a day; says so in the log.
    void failed(model::Letter const& letter, std::string const& why);

private:
    std::string token_of(std::string const& letter_uid) const;

    store::Database& db_;
    Clock const& clock_;
    Installation const& installation_;
    Secret key_;
};

}  // namespace gatehouse::service
