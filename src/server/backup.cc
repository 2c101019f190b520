#include "server/backup.h"

#include <cstdio>
#include <fmt/chrono.h>
#include <iostream>
#include <memory>
#include <unistd.h>

#include "base/files.h"
#include "base/log.h"
#include "base/text.h"
#include "service/epochs.h"
#include "service/restore.h"
#include "service/trail_note.h"
#include "store/audit_store.h"
#include "store/database.h"
#include "store/sqlite_backup.h"
#include "store/sqlite_log.h"
#include "json/json.h"

namespace gatehouse::server {

namespace fs = std::filesystem;

namespace {

/// Beside the database. Not the note of how far it had come: that must not go back with it.
constexpr char const* saved_files[] = {"keys/signing.key", "keys/registration.key", "tls/ca.key",
                                       "tls/ca.pem",       "tls/server.key",        "tls/server.pem"};
constexpr char database_file[] = "gatehouse.db";

fs::path sqlite_file(Settings const& settings) {
    if (store::names_postgresql(settings.database))
        throw std::runtime_error(
            "this console's database is PostgreSQL: save and restore it with its own tools "
            "(pg_dump, pg_restore), and the files under keys/ and tls/ yourself");
    return fs::absolute(settings.database);
}

void make_private_directory(fs::path const& path) {
    if (fs::create_directories(path))
        fs::permissions(path, fs::perms::owner_all);
}

void copy_with_mode(fs::path const& from, fs::path const& to) {
    auto const mode = static_cast<mode_t>(fs::status(from).permissions());
    write_file_atomically(to, read_file(from).value(), mode);
}

struct Outcome {
    std::string replaced;  ///< where the replaced database is kept; empty where there was none
    bool replacedWasReadable = false;
    std::vector<service::BroughtBack> takenBack;
    std::int64_t trailGoesOnAfter = 0;  ///< number of the backup's last event
    std::int64_t trailHadComeTo = 0;    ///< number of the last event that is known of the replaced trail
};
BOOST_DESCRIBE_STRUCT(Outcome, (),
                      (replaced, replacedWasReadable, takenBack, trailGoesOnAfter, trailHadComeTo))

store::TrailHead trail_of(store::Database& db) {
    return db.look([](store::SystemTx& tx) { return store::AuditStore(tx).head(); });
}

void print(Outcome const& outcome) {
    if (!outcome.replacedWasReadable)
        fmt::print(
            "The present database cannot be read, so what was revoked since the backup is not known here. "
            "Nodes keep\nout what they had not let in before, and the console then lists it.\n");
    if (outcome.takenBack.empty())
        fmt::print("Nothing that was revoked since the backup would come back.\n");
    else
        fmt::print("This would come back with the backup, and is taken back:\n\n");
    for (auto const& item : outcome.takenBack)
        fmt::print("  {:<20} {:<28} {:<20} {}; {}{}{}\n", item.kind, item.name,
                   item.project.empty() ? "(tenant)" : item.project, item.why, item.done,
                   item.fingerprint.empty() ? "" : "  ", item.fingerprint);
    fmt::print(
        "\nThe audit trail goes on after the backup's event {}. The one that is replaced had come to event "
        "{}.\n",
        outcome.trailGoesOnAfter, outcome.trailHadComeTo);
}

bool confirmed(Settings const& settings) {
    if (settings.yes)
        return true;
    if (::isatty(STDIN_FILENO) == 0)
        throw std::runtime_error("nothing was changed: there is nobody to ask; say --yes to restore");
    fmt::print(stderr, "\nGo back to {}? [y/N] ", settings.backup.string());
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

/// Files of a database under preparation; gone at the end, whatever happens.
struct Scratch {
    explicit Scratch(fs::path const& path) : file(path) { remove(); }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    ~Scratch() { remove(); }
    void remove() const {
        for (auto const* suffix : {"", "-wal", "-shm", "-journal", ".lock"}) {
            std::error_code ignored;
            fs::remove(file.string() + suffix, ignored);
        }
    }
    fs::path file;
};

/// The present database, in a copy that may be brought up to this schema; nothing where it cannot be read.
std::unique_ptr<store::Database> open_copy(fs::path const& present, fs::path const& copy,
                                           Clock const& clock) {
    if (!fs::exists(present))
        return nullptr;
    try {
        store::back_up_sqlite(present, copy);
        return std::make_unique<store::Database>(copy.string(), clock, 1);
    } catch (store::DatabaseFault const& fault) {
        log::error("the present database cannot be read fault={}", fault.what());
        return nullptr;
    }
}

/// A present file stays: a signing key that was replaced after a theft must not come back.
void complete_files(Settings const& settings) {
    for (auto const* name : saved_files) {
        auto const saved = settings.backup / name;
        auto const present = settings.state_dir / name;
        if (!fs::exists(saved))
            continue;
        if (!fs::exists(present)) {
            make_private_directory(present.parent_path());
            copy_with_mode(saved, present);
        } else if (read_file(saved) != read_file(present) &&
                   !std::string_view(name).starts_with("tls/server")) {
            log::warn(
                "a file differs from the backup's and stays; nodes that know the backup's must be enrolled "
                "again. To use the backup's, remove it and restore again file={}",
                present.string());
        }
    }
}

}  // namespace

int back_up(Settings const& settings) {
    auto const database = sqlite_file(settings);
    auto const target = (fs::absolute(settings.backup) / "").parent_path();  // without a slash at its end
    if (fs::exists(target))
        throw std::runtime_error(fmt::format("{} is there already; name a new directory", target.string()));
    auto const part = fs::path(target.string() + ".part");
    fs::remove_all(part);
    try {
        make_private_directory(part);
        store::back_up_sqlite(database, part / database_file);
        for (auto const* name : saved_files)
            if (fs::exists(settings.state_dir / name)) {
                make_private_directory((part / name).parent_path());
                copy_with_mode(settings.state_dir / name, part / name);
            }
        fs::rename(part, target);
        store::sync_names(target.parent_path());
    } catch (...) {
        fs::remove_all(part);
        throw;
    }
    fmt::print("saved {}\nWho can read it can sign for your nodes: keep it as you keep root passwords.\n",
               target.string());
    return 0;
}

int restore(Settings const& settings) {
    SystemClock const clock;
    auto const present = sqlite_file(settings);
    make_private_directory(settings.state_dir);
    make_private_directory(settings.state_dir / "keys");
    auto const note = settings.state_dir / "keys" / "feed-head";
    auto const trail_note = settings.state_dir / "keys" / "audit-head";
    auto lock = store::dialect_for(present.string());  // no server may use it
    Scratch const fresh(present.string() + ".restoring");
    Scratch const copy(present.string() + ".replaced");
    store::check_sqlite(settings.backup / database_file);
    store::back_up_sqlite(settings.backup / database_file, fresh.file);

    auto const kept = fmt::format("{}.before-restore-{:%Y%m%dT%H%M%SZ}", present.string(),
                                  std::chrono::floor<std::chrono::seconds>(clock.now()));
    Outcome outcome;
    {
        store::Database restored(fresh.file.string(), clock, 1);
        auto const replaced = open_copy(present, copy.file, clock);
        service::Epochs const epochs(restored, note);
        service::Known const known{epochs.noted().value_or(store::FeedHead{}),
                                   replaced
                                       ? trail_of(*replaced)
                                       : service::read_trail_note(trail_note).value_or(store::TrailHead{})};
        outcome.replaced = fs::exists(present) ? kept : "";
        outcome.replacedWasReadable = replaced != nullptr;
        outcome.trailGoesOnAfter = trail_of(restored).number;
        outcome.trailHadComeTo = known.trail.number;
        outcome.takenBack = service::settle_restored(restored, replaced.get(), known);
    }
    if (settings.json)
        fmt::print("{}\n", json::encode(outcome));
    else
        print(outcome);
    std::fflush(stdout);
    if (!confirmed(settings)) {
        fmt::print(stderr, "nothing was changed\n");
        return 1;
    }
    store::replace_sqlite(present, fresh.file, kept);
    complete_files(settings);
    lock.reset();
    store::Database opened(present.string(), clock, 1);
    service::Epochs(opened, note).note();
    service::TrailNote(opened, trail_note).begin_again();
    if (!settings.json)
        fmt::print("restored; {}start the server now\n",
                   outcome.replaced.empty() ? "" : "the database that was replaced is " + kept + "; ");
    return 0;
}

}  // namespace gatehouse::server
