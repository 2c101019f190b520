#include "service/trail_note.h"

#include "base/files.h"
#include "base/log.h"
#include "contract/audits.h"
#include "service/change.h"
#include "store/audit_store.h"
#include "json/json.h"

namespace gatehouse::service {

using store::AuditStore;
using store::TrailHead;

namespace {

struct NoteFile {
    std::int64_t number = 0;
    std::string digest;
};
BOOST_DESCRIBE_STRUCT(NoteFile, (), (number, digest))

/// What the audit trail keeps of a doubt about itself.
struct DoubtDetail {
    std::string why;
    std::int64_t notedNumber = 0;
    std::string notedDigest;
};
BOOST_DESCRIBE_STRUCT(DoubtDetail, (), (why, notedNumber, notedDigest))

}  // namespace

std::optional<TrailHead> read_trail_note(std::filesystem::path const& file) {
    auto const text = read_file(file);
    if (!text)
        return std::nullopt;
    auto const noted = json::decode<NoteFile>(*text);
    if (!noted) {
        log::error("file is damaged and counts as lost file={} reason={}", file.string(),
                   noted.error().message);
        return std::nullopt;
    }
    return TrailHead{noted->number, noted->digest};
}

void TrailNote::note() {
    std::scoped_lock const lock(noting_);
    if (doubted_)
        return;
    auto const [head, sound] = db_.look([&](store::SystemTx& tx) {
        AuditStore const trail(tx);
        return std::pair(trail.head(), !last_noted_ || trail.holds(*last_noted_));
    });
    if (head == last_noted_)
        return;
    if (!sound) {
        doubted_ = true;
        return doubt(
            "the trail does not hold the event that was noted outside the database: events were taken "
            "away or replaced, or an older database was put in its place");
    }
    if (!last_noted_ && head.number > 0) {
        doubt("there was no note outside the database of how far the trail had come");
        return write(db_.look([](store::SystemTx& tx) { return AuditStore(tx).head(); }));
    }
    write(head);
}

void TrailNote::begin_again() {
    std::scoped_lock const lock(noting_);
    write(db_.look([](store::SystemTx& tx) { return AuditStore(tx).head(); }));
    doubted_ = false;
}

void TrailNote::doubt(std::string const& why) {
    auto const known = last_noted_.value_or(TrailHead{});
    db_.write(policy::Caller::house(), [&](store::WriteTx& tx) -> Result<void> {
        TRY(tx.permit<contract::DoubtTrail>(model::Scope::tenant()));
        tx.audit<contract::DoubtTrail>(model::Scope::tenant(), {},
                                       change<DoubtDetail>({}, DoubtDetail{why, known.number, known.digest}));
        return {};
    });
    log::error("{}; see `gatehouse-server audit verify` noted={} file={}", why, known.number,
               outside_.string());
}

void TrailNote::write(TrailHead const& head) {
    write_file_atomically(outside_, json::encode(NoteFile{head.number, head.digest}), 0600);
    last_noted_ = head;
}

}  // namespace gatehouse::service
