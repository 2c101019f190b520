#pragma once

#include <optional>
#include <vector>

#include "model/letter.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// The mails that wait to be sent, and which ends were told of by mail.
class LetterStore {
public:
    explicit LetterStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    void add(model::Letter const& letter);  ///< to be sent at once
    std::optional<model::Letter> next_due() const;
    /// Takes the letter until `next_try`, and counts a try; false where another server took it meanwhile.
    bool take(model::Letter const& letter, Time next_try);
    void remove(std::string const& uid);
    void remove_all();

    /// An SSH key or API key in force that ends soon, and whom that concerns.
    struct Ending {
        std::string kind;  ///< "SSH key", "API key" or "password"
        std::string uid;
        std::string name;
        std::string project;  ///< its name; empty: the tenant's
        std::string recipient;
        Time expiry{};
    };
    /// What ends within `before`, was decided earlier than that, and was not told of yet. An SSH key without
    /// an owner concerns nobody.
    std::vector<Ending> untold(std::chrono::days before) const;
    /// The passwords that live so long and end within `before`; their owners were not told yet.
    std::vector<Ending> untold_passwords(std::chrono::days life, std::chrono::days before) const;
    void note_told(Ending const& ending, std::chrono::days before);
    void forget_told();  ///< of what has ended

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
