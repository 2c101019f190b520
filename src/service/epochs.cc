#include "service/epochs.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/log.h"
#include "contract/nodes.h"
#include "service/change.h"
#include "json/json.h"

namespace gatehouse::service {

using policy::Caller;
using store::Feed;
using store::FeedHead;

namespace {

struct HeadFile {
    std::int64_t epoch = 0;
    std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(HeadFile, (), (epoch, revision))

/// What the audit trail keeps of a new epoch.
struct EpochDetail {
    std::string why;
    std::int64_t epoch = 0;
    std::int64_t knownRevision = 0;
};
BOOST_DESCRIBE_STRUCT(EpochDetail, (), (why, epoch, knownRevision))

FeedHead head_of(store::Database& db) {
    return db.look([](store::SystemTx& tx) { return Feed(tx).head(); });
}

}  // namespace

std::optional<FeedHead> Epochs::noted() const {
    auto const text = read_file(outside_);
    if (!text)
        return std::nullopt;
    auto const file = json::decode<HeadFile>(*text);
    if (!file) {
        log::error("file is damaged and counts as lost file={} reason={}", outside_.string(),
                   file.error().message);
        return std::nullopt;
    }
    return FeedHead{file->epoch, file->revision};
}

void Epochs::start() {
    auto const head = head_of(db_);
    auto const outside = noted();
    if (outside)
        last_noted_ = *outside;
    if (last_noted_ > head)
        begin(Caller::house(), last_noted_, "the database is older than the note beside the signing key");
    else if (!outside && head.revision > 0)
        begin(Caller::house(), head,
              "there is no note beside the signing key of how far the database had come");
    if (!outside)
        note();  // at once: a new server that is killed has a history without one
}

void Epochs::note() {
    std::scoped_lock const lock(noting_);
    auto head = head_of(db_);
    if (head == last_noted_)
        return;
    if (head < last_noted_) {
        begin(Caller::house(), last_noted_, "the database fell back while the server ran");
        head = head_of(db_);
    }
    write_file_atomically(outside_, json::encode(HeadFile{head.epoch, head.revision}), 0600);
    last_noted_ = head;
}

void Epochs::begin(Caller const& caller, FeedHead const& known, std::string const& why) {
    db_.write(caller, [&](store::WriteTx& tx) -> Result<void> {
        auto const tenant = model::Scope::tenant();
        TRY(tx.permit<contract::BeginEpoch>(tenant));
        Feed const feed(tx);
        if (known.epoch < feed.head().epoch)
            return refuse(Code::conflict, "begun already: somebody else has shown the same");
        tx.begin_epoch(known);
        auto const epoch = feed.head().epoch;
        tx.audit<contract::BeginEpoch>(tenant, {},
                                       change<EpochDetail>({}, EpochDetail{why, epoch, known.revision}));
        log::warn("a new epoch begins: keys that nodes had not let in before are kept out until they are "
                  "approved epoch={} known={}.{} by={} reason={}",
                  epoch, known.epoch, known.revision, caller.actor(), why);
        return {};
    });
}

}  // namespace gatehouse::service
