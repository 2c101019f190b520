#include "agent/sync.h"

#include <cstdlib>
#include <fmt/format.h>

#include "agent/accounts.h"
#include "base/log.h"

namespace gatehouse::agent {

namespace {

/// The console is told of a clock that is further off.
constexpr std::chrono::seconds reported_skew{60};

Position position_of(snapshot::Content const& content) { return {content.epoch, content.revision}; }

std::string text_of(Position position) { return fmt::format("{}.{}", position.epoch, position.revision); }

}  // namespace

Time zero_time() { return std::chrono::sys_days(std::chrono::year(1) / 1 / 1); }

Sync::Sync(Identity const& identity, State& state, AuthorizedKeysWriter& writer, ConsoleTime& time,
           uid_t running_as)
    : identity_(identity), state_(state), writer_(writer), time_(time), running_as_(running_as),
      seen_(state.seen()), confirmed_{.position = {}, .lease_end = zero_time()} {}

void Sync::start(sshkey::SshdVersion sshd) {
    auto const stored = state_.snapshot();
    if (stored) {
        auto content = snapshot::open(*stored, identity_.signing_key, identity_.cluster);
        if (!content)
            refused_ = "the stored snapshot cannot be used: " + content.error().message;
        else if (seen_ && position_of(*content) < seen_->position)
            refused_ = fmt::format("the stored snapshot {} is older than {}, which this node had already",
                                   text_of(position_of(*content)), text_of(seen_->position));
        else
            hold(std::move(*content));
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

void Sync::hold(snapshot::Content content) {
    auto const skew = std::int64_t(time_.skew().count());
    seen_ = Seen{.position = position_of(content), .skew_seconds = skew};
    content_ = std::move(content);
    wanted_logins_ = content_->logins;
    refused_.clear();
}

Result<snapshot::Content> Sync::accept(snapshot::Signed const& offered) const {
    auto content = TRY(snapshot::open(offered, identity_.signing_key, identity_.cluster));
    auto const position = position_of(content);
    if (seen_ && position < seen_->position)
        return refuse(
            Code::conflict,
            fmt::format("the console offers snapshot {} and this node has seen {}; was the console restored "
                        "from a backup?",
                        text_of(position), text_of(seen_->position)));
    if (content.leaseEnd <= time_.now())
        return refuse(Code::invalid, fmt::format("the lease of snapshot {} ended at {}", text_of(position),
                                                 to_rfc3339(content.leaseEnd)));
    if (content_ && position == position_of(*content_) && content.leaseEnd < content_->leaseEnd)
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
                                   .signature = answer.snapshot->signature};
    auto content = accept(offered);
    if (!content) {
        if (refused_ != content.error().message)
            log::error("snapshot refused; the last good one stays in force reason={}",
                       content.error().message);
        refused_ = content.error().message;
        rewrite(sshd);
        return Took::refused;
    }
    // First what was signed, then how far we are: between the two a start finds a snapshot that is newer than
    // `seen`, which is right; the other way round it would find one that is older, and not use it.
    state_.keep(offered);
    hold(std::move(*content));
    state_.keep(*seen_);
    rewrite(sshd);
    return Took::news;
}

void Sync::rewrite(sshkey::SshdVersion sshd) {
    if (!content_)
        return;
    auto const correction = time_.correction();
    auto const logins = find_logins(content_->logins, running_as_);
    auto written =
        writer_.write(*content_, logins.present, sshd, {.now = time_.now(), .correction = correction});
    if (written.changed > 0)
        log::info("authorized keys written snapshot={} lease_end={} files={}",
                  text_of(position_of(*content_)), to_rfc3339(content_->leaseEnd), written.changed);
    next_end_ = written.next_end;
    written_correction_ = correction;
    lineless_ = std::move(written.refused);
    confirmed_ = {.position = position_of(*content_), .lease_end = content_->leaseEnd};
}

bool Sync::rewrite_is_due() const {
    return content_ &&
           ((next_end_ && *next_end_ <= time_.now()) || time_.correction() != written_correction_);
}

std::vector<std::string> Sync::problems() const {
    std::vector<std::string> found;
    if (!refused_.empty())
        found.push_back(refused_);
    if (auto const skew = time_.skew(); std::chrono::abs(skew) > reported_skew)
        found.push_back(fmt::format("this node's clock is {} seconds {} the console's",
                                    std::abs(skew.count()), skew.count() > 0 ? "ahead of" : "behind"));
    found.insert(found.end(), lineless_.begin(), lineless_.end());
    return found;
}

}  // namespace gatehouse::agent
