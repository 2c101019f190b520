#include "store/writer.h"

#include <algorithm>
#include <soci/soci.h>

#include "store/bookkeeping.h"
#include "store/connection.h"
#include "store/migrate.h"

namespace gatehouse::store {

namespace {

constexpr std::size_t most_together = 64;  // so that the first of many does not wait for the last

}  // namespace

Writer::Writer(Dialect& dialect, Time now, Committed committed, Alone alone)
    : dialect_(dialect), committed_(std::move(committed)), alone_(std::move(alone)),
      connection_(std::make_unique<Connection>([this](soci::session& sql) {
          dialect_.open_writer(sql);
          sql.set_query_transformation([this](std::string const& statement) {
              if (writable_ == Tables::bookkeeping)
                  require_bookkeeping(statement);
              return statement;
          });
      })) {
    migrate(*connection_, dialect_, now);
    thread_ = std::thread([this] { serve(); });
}

Writer::~Writer() {
    {
        std::scoped_lock const lock(mutex_);
        stopping_ = true;
    }
    came_.notify_all();
    thread_.join();
}

void Writer::write(Tables tables, Work const& work) {
    Job job{tables, &work, {}, {}, {}};
    auto done = job.done.get_future();
    {
        std::scoped_lock const lock(mutex_);
        waiting_.push_back(&job);
    }
    came_.notify_one();
    done.get();
}

void Writer::serve() {
    for (auto jobs = wait_for_jobs(); !jobs.empty(); jobs = wait_for_jobs()) {
        bool committed = false;
        try {
            commit(jobs);
            committed = true;
        } catch (...) {
            connection_->roll_back();
            for (auto* const job : jobs)
                if (!job->failure)
                    job->failure = std::current_exception();
        }
        for (auto* const job : jobs)
            if (job->topics && !job->failure)
                committed_(job->tables, *job->topics);
        for (auto* const job : jobs)  // each is gone as soon as it is told
            if (auto const failure = job->failure)
                job->done.set_exception(failure);
            else
                job->done.set_value();
        if (committed)
            tidy();
    }
}

std::vector<Writer::Job*> Writer::wait_for_jobs() {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    auto const count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), most_together));
    std::vector<Job*> const jobs(waiting_.begin(), waiting_.begin() + count);
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    return jobs;
}

void Writer::commit(std::vector<Job*> const& jobs) {
    auto const began = std::chrono::steady_clock::now();
    auto& sql = connection_->begin([this](soci::session& fresh) { dialect_.begin_write(fresh); });
    run_all(sql, jobs);
    Topics announced;  // what the feed does not tell already
    bool any = false;
    for (auto const* job : jobs) {
        if (!job->topics)
            continue;
        any = any || job->tables == Tables::all || !job->topics->empty();
        if (job->tables == Tables::bookkeeping)
            announced.insert(announced.end(), job->topics->begin(), job->topics->end());
    }
    if (any)
        dialect_.announce(sql, announced);
    sql << "COMMIT";
    if (told_commit_)
        told_commit_(jobs.size(), std::chrono::steady_clock::now() - began);
}

void Writer::tidy() {
    if (!dialect_.tidy(connection_->session()))
        alone_([this] { connection_->close(); });
}

void Writer::run_all(soci::session& sql, std::vector<Job*> const& jobs) {
    for (auto* const job : jobs) {
        sql << "SAVEPOINT job";
        writable_ = job->tables;
        try {
            job->topics = (*job->work)(sql);
        } catch (...) {
            job->failure = std::current_exception();
        }
        writable_ = Tables::all;
        if (!job->topics)
            sql << "ROLLBACK TO SAVEPOINT job";
        sql << "RELEASE SAVEPOINT job";
    }
}

}  // namespace gatehouse::store
