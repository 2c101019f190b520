#include "contract/clusters.h"
#include "contract/nodes.h"
#include "contract/registration_tokens.h"
#include "contract/ssh_keys.h"
#include "fuzz/property.h"
#include "json/json.h"

// Bodies of requests: what was read and is written again, is read as the same.
namespace gatehouse::fuzz {

namespace {

template <class Body>
bool readable(std::string_view text) {
    auto const body = json::decode<Body>(text);
    if (body)
        return true;
    must_hold(body.error().code == Code::invalid && !body.error().message.empty(),
              "a refusal has a sentence");
    must_hold(body.error().field.empty() || body.error().field.starts_with('/'), "a field is a JSON pointer");
    return false;
}

template <class Body>
void check(std::string_view text) {
    if (!readable<Body>(text))
        return;
    auto const written = json::encode(*json::decode<Body>(text));
    auto const again = json::decode<Body>(written);
    must_hold(again.has_value(), "what we write, we read");
    must_hold(json::encode(*again) == written, "what we write has one form");
}

}  // namespace

}  // namespace gatehouse::fuzz

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace gatehouse::fuzz;
    namespace contract = gatehouse::contract;
    auto const text = text_of(data, size);
    check<contract::CreateSshKey::Request>(text);
    check<contract::CheckSshKey::Request>(text);
    check<contract::CreateCluster::Request>(text);
    check<contract::CreateRegistrationToken::Request>(text);
    check<contract::EnrolNode::Request>(text);
    check<contract::PollNode::Request>(text);
    readable<contract::UpdateSshKey::Request>(text);  // its Patch members are never written
    return 0;
}
