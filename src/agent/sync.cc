#include "agent/sync.h"

#include <cstdlib>
#include <fmt/format.h>

#include "agent/accounts.h"
#include "base/log.h"
#include "base/text.h"
#include "contract/wire.h"

namespace gatehouse::agent {

namespace {

/// The console is told of a clock that is further off.
constexpr std::chrono::seconds reported_skew{60};

std::string text_of(Position position) { return fmt::format("{}.{}", position.epoch, position.revision); }

}  // namespace

Sync::Sync(Identity const& identity, State& state, AuthorizedKeysWriter& writer, ConsoleTime& time,
           uid_t running_as)
    : identity_(identity), state_(state), writer_(writer), time_(time), running_as_(running_as),
      seen_(state.seen()),
      denials_(state.denials()), confirmed_{.position = {}, .lease_end = contract::go_zero} {}

void Sync::start(sshkey::SshdVersion sshd) {
    auto const stored = state_.snapshot();
    if (stored) {
        auto content = snapshot::open(*stored, identity_.signing_key, identity_.cluster);
        if (!content)
            refused_ = "the stored snapshot cannot be used: " + content.error().message;
        else if (seen_ && content->position() < seen_->position)
            refused_ = fmt::format("the stored snapshot {} is older than {}, which this node had already",
                                   text_of(content->position()), text_of(seen_->position));
        else
            hold(std::move(*content), stored->proof);
    }
    if (content_)
        return rewrite(sshd);
    if (!refused_.empty())
        log::error(
            "stored snapshot not used; keeping the lines that are ours until their lease ends reason={}",
            refused_);
    auto const node_time = time_.now() + time_.correction();
    if (int const changed = writer_.tidy(sshd, node_time))
        log::warn("lines removed that no snapshot vouches for files={}", changed);
}

void Sync::hold(snapshot::Content content, std::optional<std::string> const& proof) {
    auto const skew = std::int64_t(time_.skew().count());
    seen_ = Seen{.position = content.position(), .skew_seconds = skew};
    // A damaged one would make every poll a malformed request.
    bool const sound =
        proof && snapshot::proves(*proof, identity_.signing_key, identity_.cluster, content.position());
    proof_ = sound ? proof : std::nullopt;
    content_ = std::move(content);
    wanted_logins_ = content_->logins;
    refused_.clear();
}

Result<snapshot::Content> Sync::accept(snapshot::Signed const& offered) const {
    auto content = TRY(snapshot::open(offered, identity_.signing_key, identity_.cluster));
    auto const position = content.position();
    if (seen_ && position < seen_->position)
        return refuse(
            Code::conflict,
            fmt::format("the console offers snapshot {} and this node has seen {}; was the console restored "
                        "from a backup?",
                        text_of(position), text_of(seen_->position)));
    if (content.leaseEnd <= time_.now())
        return refuse(Code::invalid, fmt::format("the lease of snapshot {} ended at {}", text_of(position),
                                                 to_rfc3339(content.leaseEnd)));
    if (content_ && position == content_->position() && content.leaseEnd < content_->leaseEnd)
        return refuse(Code::conflict,
                      fmt::format("snapshot {} was offered again with a shorter lease", text_of(position)));
    return content;
}

Sync::Took Sync::take(contract::PollNode::Response const& answer, sshkey::SshdVersion sshd) {
    time_.heard(answer.serverTime);
    wanted_logins_ = answer.logins;
    if (!answer.snapshot) {
        if (content_)
            refused_.clear();
        rewrite(sshd);
        return Took::nothing;
    }
    snapshot::Signed const offered{.payload = answer.snapshot->payload,
                                   .signature = answer.snapshot->signature,
                                   .proof = answer.snapshot->proof};
    auto content = accept(offered);
    if (!content) {
        if (refused_ != content.error().message)
            log::error("snapshot refused; the last good one stays in force reason={}",
                       content.error().message);
        refused_ = content.error().message;
        rewrite(sshd);
        return Took::refused;
    }
    // First what is denied, so that no start finds a snapshot without it. Then what was signed, then how far
    // we are: between the two a start finds a snapshot that is newer than `seen`, which is right; the other
    // way round it would find one that is older, and not use it.
    auto denials = content_ ? denials_.after(*content_, *content) : denials_;
    if (denials != denials_)
        state_.keep(denials);
    denials_ = std::move(denials);
    state_.keep(offered);
    hold(std::move(*content), offered.proof);
    state_.keep(*seen_);
    rewrite(sshd);
    return Took::news;
}

void Sync::rewrite(sshkey::SshdVersion sshd) {
    if (!content_)
        return;
    auto const correction = time_.correction();
    auto const granted = denials_.applied_to(*content_);
    auto const logins = find_logins(granted.logins, running_as_);
    auto written =
        writer_.write(granted, logins.present, sshd, {.now = time_.now(), .correction = correction});
    if (written.changed > 0)
        log::info("authorized keys written snapshot={} lease_end={} files={}", text_of(content_->position()),
                  to_rfc3339(content_->leaseEnd), written.changed);
    next_end_ = written.next_end;
    written_correction_ = correction;
    lineless_ = std::move(written.refused);
    confirmed_ = {.position = content_->position(), .lease_end = content_->leaseEnd};
}

bool Sync::rewrite_is_due() const {
    return content_ &&
           ((next_end_ && *next_end_ <= time_.now()) || time_.correction() != written_correction_);
}

std::vector<std::string> Sync::held() const {
    return content_ ? denials_.held(*content_) : std::vector<std::string>{};
}

std::vector<std::string> Sync::problems() const {
    std::vector<std::string> found;
    if (!refused_.empty())
        found.push_back(refused_);
    if (auto const shut = content_ ? denials_.shut_logins(*content_) : std::vector<std::string>{};
        !shut.empty())
        found.push_back(fmt::format("{} came back with an older state of the console and {} shut here until "
                                    "the cluster's settings are saved again",
                                    enumerate(shut), shut.size() == 1 ? "stays" : "stay"));
    if (auto const skew = time_.skew(); std::chrono::abs(skew) > reported_skew)
        found.push_back(fmt::format("this node's clock is {} seconds {} the console's",
                                    std::abs(skew.count()), skew.count() > 0 ? "ahead of" : "behind"));
    found.insert(found.end(), lineless_.begin(), lineless_.end());
    return found;
}

}  // namespace gatehouse::agent
