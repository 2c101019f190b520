#include "http/wakeups.h"

#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/guarded.h"

namespace gatehouse::http {

namespace {

/// How many topics' last notification is remembered. Forgetting wakes a request too often, never too seldom.
constexpr std::size_t most_remembered = 10'000;

/// One held request. Its own lock lets the ticket's owner be sure that `wake` is over.
class Wait {
public:
    explicit Wait(std::function<void()> wake) : wake_(std::move(wake)) {}

    void wake() {
        std::scoped_lock const lock(mutex_);
        if (auto const wake = std::exchange(wake_, nullptr))
            wake();
    }
    void end() {
        std::scoped_lock const lock(mutex_);
        wake_ = nullptr;
    }

private:
    std::mutex mutex_;
    std::function<void()> wake_;
};

/// Which topic was notified when, and who waits for it.
struct Book {
    std::uint64_t generation = 0;
    std::uint64_t forgotten = 0;  ///< notifications up to this one are no longer told apart by topic
    std::unordered_map<std::string, std::uint64_t> notified{};
    std::unordered_map<std::string, std::unordered_set<std::shared_ptr<Wait>>> waiting{};

    bool notified_after(std::uint64_t seen, std::string const& topic) const {
        auto const last = notified.find(topic);
        return forgotten > seen || (last != notified.end() && last->second > seen);
    }
};

}  // namespace

struct Wakeups::State {
    Guarded<Book> book;
};

class Wakeups::Ticket {
public:
    Ticket(std::shared_ptr<State> state, std::vector<std::string> topics, std::shared_ptr<Wait> wait)
        : state_(std::move(state)), topics_(std::move(topics)), wait_(std::move(wait)) {}
    Ticket(Ticket const&) = delete;
    Ticket& operator=(Ticket const&) = delete;
    ~Ticket() {
        state_->book.with([&](Book& book) {
            for (auto const& topic : topics_) {
                auto const waiting = book.waiting.find(topic);
                if (waiting != book.waiting.end() && waiting->second.erase(wait_) > 0 &&
                    waiting->second.empty())
                    book.waiting.erase(waiting);
            }
        });
        wait_->end();
    }

private:
    std::shared_ptr<State> state_;
    std::vector<std::string> topics_;
    std::shared_ptr<Wait> wait_;
};

Wakeups::Wakeups() : state_(std::make_shared<State>()) {}
Wakeups::~Wakeups() = default;

std::uint64_t Wakeups::generation() const {
    return state_->book.with([](Book const& book) { return book.generation; });
}

std::shared_ptr<Wakeups::Ticket> Wakeups::wait(std::vector<std::string> topics, std::uint64_t seen,
                                               std::function<void()> wake) {
    auto const wait = std::make_shared<Wait>(std::move(wake));
    bool const already = state_->book.with([&](Book& book) {
        bool found = false;
        for (auto const& topic : topics) {
            found = found || book.notified_after(seen, topic);
            book.waiting[topic].insert(wait);
        }
        return found;
    });
    auto ticket = std::make_shared<Ticket>(state_, std::move(topics), wait);
    if (already)
        wait->wake();
    return ticket;
}

void Wakeups::notify(std::vector<std::string> const& topics) {
    // Woken after the lock is let go, so that a thousand callbacks hold nobody up who asks.
    auto const woken = state_->book.with([&](Book& book) {
        ++book.generation;
        std::unordered_set<std::shared_ptr<Wait>> all;
        for (auto const& topic : topics) {
            if (book.notified.size() >= most_remembered && !book.notified.contains(topic)) {
                book.notified.clear();
                book.forgotten = book.generation;
            }
            book.notified[topic] = book.generation;
            if (auto waiting = book.waiting.extract(topic))
                all.merge(waiting.mapped());
        }
        return all;
    });
    for (auto const& wait : woken)
        wait->wake();
}

}  // namespace gatehouse::http
