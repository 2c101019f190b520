#include "snapshot/snapshot.h"

#include <algorithm>

#include "crypto/digest.h"
#include "fuzz/property.h"
#include "tests/unit/crypto/temporary_directory.h"

// What a node does with a snapshot. The input is the payload, and it is signed: whatever a console that was
// taken over could send.
namespace gatehouse::fuzz {

namespace {

using snapshot::Content;
using snapshot::Signed;

std::string const cluster = "cluster-1";

crypto::SigningKey const& signing_key() {
    static auto const key = crypto::SigningKey::load_or_create(test::TemporaryDirectory() / "key");
    return key;
}

Signed signed_payload(std::string_view payload) {
    auto const message = std::string("gatehouse-snapshot-v1") + '\0' + std::string(payload);
    return {.payload = std::string(payload), .signature = crypto::to_base64(signing_key().sign(message))};
}

auto open(Signed const& sent) { return snapshot::open(sent, signing_key().public_key(), cluster); }

void check_line(Content const& content, snapshot::Grant const& grant) {
    auto line = snapshot::line_input(content, grant);
    must_hold(line.has_value(), "a grant of an opened snapshot becomes a line");
    must_hold(line->expiry <= content.leaseEnd, "no line outlives the lease");
    line->expiry = content.leaseEnd;
    auto const text = sshkey::authorized_keys_line(*line, {9, 9});
    must_hold(text && std::ranges::count(*text, '\n') == 1 && text->ends_with('\n'), "a grant is one line");
}

void check_open(Signed const& sent, Content const& content) {
    must_hold(content.cluster == cluster, "only the pinned cluster's snapshot opens");
    for (auto const& grant : content.grants)
        check_line(content, grant);
    auto const again = open(snapshot::sign(content, signing_key()));
    must_hold(again && snapshot::sign(*again, signing_key()) == snapshot::sign(content, signing_key()),
              "what was opened, signed again opens as the same");
    auto forged = sent;
    forged.payload += ' ';
    must_hold(!open(forged), "one more blank and the signature does not hold");
}

}  // namespace

}  // namespace gatehouse::fuzz

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace gatehouse::fuzz;
    auto const sent = signed_payload(text_of(data, size));
    if (auto const content = open(sent))
        check_open(sent, *content);
    return 0;
}
