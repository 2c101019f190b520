#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/audit_event.h"
#include "store/audit_chain.h"
#include "store/transaction.h"

namespace gatehouse::store {

/// Which events; a member that says nothing lets all through.
struct AuditFilter {
    std::optional<Time> from;   ///< at or after
    std::optional<Time> until;  ///< before
    std::string user;           ///< uid of the person who acted
    std::string actor;          ///< as the event names who acted; letters of ASCII in either case
    std::string project;
    std::string kind;
    std::string object;
    std::optional<model::ActionType> type;
    std::optional<model::Outcome> outcome;
};

/// A part of a list whose newest event comes first.
struct AuditPage {
    int limit = 0;
    int offset = 0;
    /// Only what stands after this event in the list, whatever has come since.
    std::optional<model::AuditEvent> after{};
};

/// The audit trail: rows are added and never changed. The tenant sees all of it; a project sees its own.
class AuditStore {
public:
    explicit AuditStore(Transaction const& tx) : sql_(tx.sql()), now_(tx.now()) {}

    /// Returns the uid it gave.
    std::string add(model::AuditEvent event);
    TrailHead head() const;
    /// True where the trail came past `head`: the event of that number has that digest.
    bool holds(TrailHead const& head) const;
    std::vector<model::AuditEvent> list(Visibility const& visible, AuditFilter const& filter,
                                        AuditPage const& page) const;
    /// How many there are; counts no further than `most`.
    int count(Visibility const& visible, AuditFilter const& filter, int most) const;
    /// What the first event of this name about each of these objects tells, by object; those without one are
    /// left out.
    std::map<std::string, std::string> details_of(std::vector<std::string> const& objects,
                                                  std::string_view action) const;
    Result<model::AuditEvent> find(Visibility const& visible, std::string const& uid) const;

    /// The events behind number `sent`, the oldest first.
    std::vector<model::AuditEvent> after(std::int64_t sent, int limit) const;
    /// The number of the last event that was forwarded to a sink; 0: none was.
    std::int64_t sent_to(std::string const& sink) const;
    void set_sent_to(std::string const& sink, std::int64_t number);

private:
    soci::session& sql_;
    Time now_;
};

}  // namespace gatehouse::store
