#include "store/database.h"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/log.h"
#include "store/reader_pool.h"

namespace gatehouse::store {

namespace {

/// The one place that translates: soci_error::what() appends bound values, which must not reach a log.
template <class F>
auto translated(F use) -> decltype(use()) {
    try {
        return use();
    } catch (soci::soci_error const& error) {
        throw DatabaseFault(error.get_error_message());
    }
}

}  // namespace

Database::Database(std::string const& where, Clock const& clock, std::size_t readers)
    : clock_(clock), dialect_(dialect_for(where)) {
    auto const committed = [this](Tables tables, Topics const& topics) {
        if (dialect_->is_ours_alone() && (tables == Tables::all || !topics.empty()))
            changed(topics);
    };
    readers_ = std::make_unique<ReaderPool>(*dialect_, readers);
    auto const without_readers = [this](std::function<void()> const& use) { readers_->close_all(use); };
    translated(
        [&] { writer_ = std::make_unique<Writer>(*dialect_, clock.now(), committed, without_readers); });
    dialect_->listen([this](Topics const& topics) { changed(topics); });
}

Database::~Database() {
    // Before the writer, which moves the log into the database when it is the last.
    readers_->close_all([] {});
}

void Database::changed(Topics const& topics) {
    ++changes_;
    if (topics.empty())
        return;
    tell_.with([&](auto const& tell) {
        if (tell)
            tell(topics);
    });
}

bool Database::is_ours_alone() const { return dialect_->is_ours_alone(); }

void Database::with_reader(std::function<void(soci::session&)> const& use) {
    translated([&] { readers_->read(use); });
}

void Database::with_writer(Tables tables, Writer::Work const& use) {
    translated([&] { writer_->write(tables, use); });
}

void Database::refused(model::AuditEvent event) {
    if (auto const first = refusals_.take(std::move(event)))
        record({*first});
}

void Database::write_due_refusals() { record(refusals_.due(clock_.now())); }
void Database::write_all_refusals() { record(refusals_.all()); }

void Database::record(std::vector<model::AuditEvent> const& refusals) {
    if (refusals.empty())
        return;
    try {
        system([&](SystemTx& tx) -> Result<void> {
            for (auto event : refusals) {
                event.at = tx.now();
                tx.record(event);
            }
            return {};
        });
    } catch (DatabaseFault const& fault) {
        // They stay refused, and the log keeps what the trail cannot.
        for (auto const& event : refusals)
            log::error(
                "a refusal could not be recorded action={} actor={} address={} request={} scope={} fault={}",
                event.action, event.actor, event.address, event.request, event.scope.str(), fault.what());
    }
}

void Database::on_change(std::function<void(Topics const&)> tell) {
    tell_.with([&](auto& current) { current = std::move(tell); });
}

void Database::on_commit(std::function<void(std::size_t, std::chrono::nanoseconds)> tell) {
    writer_->on_commit(std::move(tell));
}

std::optional<std::string> Database::why_not(std::string_view what, std::function<void()> const& use) const {
    try {
        use();
        return std::nullopt;
    } catch (DatabaseFault const& fault) {
        log::error("the database cannot be {}: {}", what, fault.what());
        // PostgreSQL's messages name hosts and users, which are not for everybody who may ask.
        return is_ours_alone() ? fmt::format("the database cannot be {}: {}", what, fault.what())
                               : fmt::format("the database cannot be {}; the log names the reason", what);
    }
}

std::optional<std::string> Database::why_not_read() {
    return why_not("read", [&] {
        look([](SystemTx& tx) -> Result<void> {
            int count = 0;
            tx.sql() << "SELECT COUNT(*) FROM tenant", soci::into(count);
            return {};
        });
    });
}

std::optional<std::string> Database::why_not_written() {
    return why_not("written", [&] {
        system([](SystemTx& tx) -> Result<void> {
            long long const at =
                to_micros(tx.now());  // another value each time, or nothing need reach the disk
            tx.sql() << "INSERT INTO write_probe (id, at) VALUES (1, :at) "
                        "ON CONFLICT (id) DO UPDATE SET at = excluded.at",
                soci::use(at, "at");
            return {};
        });
    });
}

}  // namespace gatehouse::store
