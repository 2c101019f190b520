#include "server/jobs.h"

#include "service/fleet.h"
#include "store/node_store.h"
#include "store/ssh_key_store.h"
#include "store/topic.h"

namespace gatehouse::server {

using namespace std::chrono;

Jobs::Jobs(store::Database& db, service::Sessions& sessions, service::Removals& removals,
           service::Epochs& epochs, service::TrailNote& trail_note)
    : db_(db), sessions_(sessions), removals_(removals), epochs_(epochs), trail_note_(trail_note),
      repeat_(seconds(2), [this] {
          run();
          return false;
      }) {}

void Jobs::run() {
    epochs_.note();
    db_.write_due_refusals();
    trail_note_.note();
    notice_what_time_did();
    removals_.finish_all();
    if (++beats_ % 300 == 0)
        sessions_.forget_ended();
}

void Jobs::notice_what_time_did() {
    int expired = 0;
    auto connected = db_.look([&](store::SystemTx& tx) {
        expired = store::SshKeyStore(tx).count_expired();
        return store::NodeStore(tx).heard_since(tx.now() - service::heard_within);
    });
    if (connected == connected_ && expired == expired_)
        return;
    connected_ = std::move(connected);
    expired_ = expired;
    db_.system([](store::SystemTx& tx) -> Result<void> {
        tx.announce(store::receipts);
        return {};
    });
}

}  // namespace gatehouse::server
