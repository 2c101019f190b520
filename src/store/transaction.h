#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "model/audit_event.h"
#include "policy/caller.h"
#include "policy/decide.h"

namespace soci {
class session;
}

namespace gatehouse::store {

struct FeedHead;

/// What a caller may see: only a transaction gives it out, for a scope in which the caller holds the
/// permission. Stores ask for it, so that nobody can read or list without saying whose.
class Visibility {
public:
    model::Scope const& scope() const { return scope_; }

private:
    friend class Transaction;
    explicit Visibility(model::Scope scope) : scope_(std::move(scope)) {}
    model::Scope scope_;
};

/// What the trail keeps of something that `caller` was refused, in the scope that the request names.
model::AuditEvent refusal_of(policy::Caller const& caller, model::AuditAction const& action,
                             std::string const& reason, Time now);

/// One transaction of the database. Used by one thread, inside the function that got it, and never kept.
class Transaction {
public:
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;

    soci::session& sql() const { return sql_; }
    Time now() const { return now_; }

    /// What the transaction was refused, to be recorded once it is over.
    std::optional<model::AuditEvent> const& denial() const { return denial_; }

protected:
    Transaction(soci::session& sql, Time now) : sql_(sql), now_(now) {}
    ~Transaction() = default;

    template <class E>
    static policy::Access access_to(policy::Caller const& caller, UserUid const& owner) {
        if (!owner.empty() && owner == caller.user)
            return E::endpoint.access;
        return E::of_others;
    }
    Visibility visibility(model::Scope scope) const { return Visibility(std::move(scope)); }
    Result<Visibility> permit(policy::Caller const& caller, policy::Rights const& rights,
                              policy::Access const& access, model::AuditAction const& action,
                              model::Scope const& scope);

    soci::session& sql_;
    Time now_;
    bool permitted_ = false;
    model::Grounds grounds_;
    std::optional<model::AuditEvent> denial_;
};

/// Reads, for a caller. A read that returned a value without having asked for a permission is a fault.
class ReadTx : public Transaction {
public:
    ReadTx(soci::session& sql, Time now, policy::Caller const& caller)
        : Transaction(sql, now), caller_(caller) {}

    template <class E>
    Result<Visibility> permit(model::Scope const& scope) {
        return Transaction::permit(caller_, caller_.rights, E::endpoint.access, E::endpoint.audit(), scope);
    }
    /// One's own objects by the endpoint's access, other people's by its permission `of_others`.
    template <class E>
    Result<Visibility> permit_on(UserUid const& owner) {
        return Transaction::permit(caller_, caller_.rights, access_to<E>(caller_, owner), E::endpoint.audit(),
                                   model::Scope::tenant());
    }
    /// The tenant's keys show read-only in every project: whoever was permitted to read in a project reads
    /// them too.
    Visibility tenant_too() const;
    void require_permitted() const;

private:
    policy::Caller const& caller_;
};

/// Changes, for a caller: commits only when something was permitted and audited. Rights are read again inside
/// the transaction, so that a right taken away a moment ago does not work.
class WriteTx : public Transaction {
public:
    WriteTx(soci::session& sql, Time now, policy::Caller const& caller);

    template <class E>
    Result<Visibility> permit(model::Scope const& scope) {
        return Transaction::permit(caller_, rights_, E::endpoint.access, E::endpoint.audit(), scope);
    }
    /// One's own objects by the endpoint's access, other people's by its permission `of_others`.
    template <class E>
    Result<Visibility> permit_on(UserUid const& owner) {
        return Transaction::permit(caller_, rights_, access_to<E>(caller_, owner), E::endpoint.audit(),
                                   model::Scope::tenant());
    }
    policy::Rights const& rights() const { return rights_; }

    /// Records what was done to `object`; `detail` is JSON, keys as fingerprints. Returns the event's uid.
    template <class E>
    std::string audit(model::Scope const& scope, model::AuditObject const& object,
                      std::string const& detail = "{}") {
        return audit(E::endpoint.audit(), scope, object, detail);
    }

    /// Says that who may enter has changed for the nodes of `scope`, and returns the new revision. Takes the
    /// feed's row lock: as the last step but for rows that store the revision.
    std::int64_t touch(model::Scope const& scope);
    std::int64_t touch(ClusterUid const& cluster);
    /// Feed::begin_epoch, and tells every node.
    void begin_epoch(FeedHead const& known);

    std::vector<std::string> const& topics() const { return topics_; }
    void require_permitted_and_audited() const;

private:
    std::string audit(model::AuditAction const& action, model::Scope const& scope,
                      model::AuditObject const& object, std::string const& detail);
    std::int64_t touch_topic(std::string const& topic);

    policy::Caller const& caller_;
    policy::Rights rights_;
    bool audited_ = false;
    std::vector<std::string> topics_;
};

/// Bookkeeping that changes nobody's access: sessions, nodes' receipts, denials. It may write only the tables
/// listed in database.cc; a statement on any other fails.
class SystemTx : public Transaction {
public:
    SystemTx(soci::session& sql, Time now) : Transaction(sql, now) {}

    Visibility any(model::Scope scope) const { return visibility(std::move(scope)); }
    void record(model::AuditEvent const& event);
    /// Wakes who waits for this topic once the transaction is committed.
    void announce(std::string topic) { topics_.push_back(std::move(topic)); }
    std::vector<std::string> const& topics() const { return topics_; }

private:
    std::vector<std::string> topics_;
};

}  // namespace gatehouse::store
