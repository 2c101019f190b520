#include "agent/run.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fmt/format.h>
#include <optional>
#include <poll.h>
#include <random>
#include <system_error>
#include <unistd.h>

#include "agent/backoff.h"
#include "agent/poller.h"
#include "agent/reporter.h"
#include "agent/state_lock.h"
#include "agent/stop_signal.h"
#include "agent/sync.h"
#include "base/log.h"
#include "base/text.h"

namespace gatehouse::agent {

namespace {

using namespace std::chrono;
using Instant = steady_clock::time_point;

/// The clocks are compared at least this often, also while a poll is held.
constexpr milliseconds longest_sleep{5000};
/// After a 401 only a person can help.
constexpr seconds unknown_here{60};
/// So many are told in one poll, to fit a request; the console takes them out, and the next poll has the
/// rest.
constexpr std::size_t most_held = 500;
/// An empty answer that comes sooner was not held.
constexpr seconds shortest_hold{1};

/// The loop: one thread that writes, woken by the poller's answer, the next line's end, or a signal.
class Loop {
public:
    Loop(Identity const& identity, StatePaths const& paths, std::string const& agent_version)
        : state_(paths), writer_(paths.authorized_keys()),
          time_(wall_, steady_, seconds(state_.seen().value_or(Seen{}).skew_seconds)),
          sync_(identity, state_, writer_, time_, ::geteuid()),
          reporter_(identity, paths, agent_version, ::geteuid()), backoff_(std::random_device{}()),
          poller_(identity) {}

    void run(StopSignal const& stop) {
        guarded([&] {
            reporter_.refresh(sync_.wanted_logins(), steady_clock::now());
            sync_.start(reporter_.sshd_version());
        });
        for (;;) {
            if (!poller_.under_way() && steady_clock::now() >= next_poll_)
                guarded([&] { ask(); });
            if (sleep(stop) == Woken::by_signal)
                return;
            if (answered_)
                guarded([&] { take(); });
            guarded([&] {
                if (steady_clock::now() >= retry_at_ && sync_.rewrite_is_due())
                    sync_.rewrite(reporter_.sshd_version());
            });
        }
    }

private:
    enum class Woken { by_signal, to_work };

    /// Faults end here: the node keeps what it has, says what is wrong, and tries again.
    template <class F>
    void guarded(F const& work) {
        try {
            work();
        } catch (std::exception const& fault) {
            log::error("agent could not do its work; trying again fault={}", fault.what());
            fault_ = fault.what();
            retry_at_ = steady_clock::now() + backoff_.next();
            next_poll_ = retry_at_;
        }
    }

    void ask() {
        reporter_.refresh(sync_.wanted_logins(), steady_clock::now());
        auto report = reporter_.report(sync_.wanted_logins());
        auto const confirmed = sync_.confirmed();
        auto held = sync_.held();
        held.resize(std::min(held.size(), most_held));
        contract::PollNode::Request request{.epoch = confirmed.position.epoch,
                                            .revision = confirmed.position.revision,
                                            .leaseEnd = confirmed.lease_end,
                                            .nodeTime = wall_.now(),
                                            .proof = sync_.proof(),
                                            .held = std::move(held),
                                            .problem = problem(),
                                            .report = std::nullopt};
        auto text = json::encode(report);
        if (text != reported_)
            request.report = std::move(report);
        asked_text_ = std::move(text);
        asked_at_ = steady_clock::now();
        poller_.start(std::move(request));
    }

    std::optional<std::string> problem() const {
        auto problems = sync_.problems();
        auto const& of_sshd = reporter_.problems();
        problems.insert(problems.end(), of_sshd.begin(), of_sshd.end());
        if (!fault_.empty())
            problems.push_back(fault_);
        return problems.empty() ? std::nullopt : std::optional(join(problems, "; "));
    }

    Woken sleep(StopSignal const& stop) {
        std::array<pollfd, 2> events{pollfd{stop.descriptor(), POLLIN, 0},
                                     pollfd{poller_.descriptor(), POLLIN, 0}};
        if (::poll(events.data(), events.size(), int(time_to_sleep().count())) < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "cannot wait");
        answered_ = events[1].revents != 0;
        return events[0].revents != 0 ? Woken::by_signal : Woken::to_work;
    }

    milliseconds time_to_sleep() const {
        auto left = longest_sleep;
        if (auto const end = sync_.next_end())
            left = std::min(left, std::max(ceil<milliseconds>(*end - time_.now()), until(retry_at_)));
        if (!poller_.under_way())
            left = std::min(left, until(next_poll_));
        return std::max(left, milliseconds(0));
    }
    static milliseconds until(Instant instant) { return ceil<milliseconds>(instant - steady_clock::now()); }

    void take() {
        auto const answer = poller_.take();
        if (!answer)
            return wait_after(answer.error());
        if (!last_failure_.empty())
            log::info("console reached again");
        last_failure_.clear();
        reported_ = asked_text_;
        auto const took = sync_.take(*answer, reporter_.sshd_version());
        fault_.clear();
        auto const now = steady_clock::now();
        if (took == Sync::Took::refused) {
            next_poll_ = now + backoff_.next();
            return;
        }
        backoff_.reset();
        bool const at_once = took == Sync::Took::news || now - asked_at_ >= shortest_hold;
        next_poll_ = at_once ? now : now + Backoff::first;
    }

    void wait_after(Error const& error) {
        bool const unknown = error.code == Code::unauthenticated;
        if (error.message != last_failure_ && unknown)
            log::error("the console does not know this node: it was removed, or the console lost it; the "
                       "keys here end "
                       "with their lease; enrol again with \"gatehouse-agent enroll --replace\" answer={}",
                       error.message);
        else if (error.message != last_failure_)
            log::warn("poll failed; the keys here stay until their lease ends reason={}", error.message);
        last_failure_ = error.message;
        milliseconds const pause = unknown ? milliseconds(unknown_here) : backoff_.next();
        next_poll_ = steady_clock::now() + std::max<milliseconds>(pause, seconds(error.retry_after_seconds));
    }

    SystemClock wall_;
    BootClock steady_;
    State state_;
    AuthorizedKeysWriter writer_;
    ConsoleTime time_;
    Sync sync_;
    Reporter reporter_;
    Backoff backoff_;

    Instant next_poll_{};
    Instant asked_at_{};
    Instant retry_at_{};        ///< nothing is written before, after a fault
    std::string asked_text_;    ///< the report as it stands in the poll under way
    std::string reported_;      ///< the report that the console has
    std::string last_failure_;  ///< logged once, not with every attempt
    std::string fault_;
    bool answered_ = false;
    Poller poller_;
};

}  // namespace

Result<void> run(StatePaths const& paths, std::string const& agent_version) {
    StopSignal const stop;
    auto const identity = TRY(load_identity(paths));
    auto const lock = TRY(StateLock::take(paths));
    log::info("agent started version={} node={} cluster={} server={}", agent_version, identity.node,
              identity.cluster_name, identity.server);
    Loop(identity, paths, agent_version).run(stop);
    log::info("agent stopped; the keys here stay until their lease ends");
    return {};
}

}  // namespace gatehouse::agent
