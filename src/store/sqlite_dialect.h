#pragma once

#include <filesystem>

#include "store/dialect.h"

namespace gatehouse::store {

/// SQLite in a file. Debian 12's version (3.40.1) may lose a commit when two connections write and one of
/// them resets the write-ahead log: one process, and in it one connection that writes, is the rule here.
class SqliteDialect : public Dialect {
public:
    explicit SqliteDialect(std::filesystem::path file);

    void open_writer(soci::session& sql) override;
    void open_reader(soci::session& sql) override;
    void begin_write(soci::session& sql) override;
    void begin_read(soci::session& sql) override;
    bool tidy(soci::session& sql) override;
    std::string schema(std::string_view migration) const override { return std::string(migration); }
    bool is_ours_alone() const override { return true; }
    void announce(soci::session&, Topics const&) override {}
    void listen(std::function<void(Topics const&)>) override {}

private:
    /// Keeps a second process away.
    class ProcessLock {
    public:
        explicit ProcessLock(std::filesystem::path const& file);
        ProcessLock(ProcessLock const&) = delete;
        ProcessLock& operator=(ProcessLock const&) = delete;
        ~ProcessLock();

    private:
        int fd_;
    };

    std::filesystem::path file_;
    ProcessLock lock_;
    int pages_in_log_ = 0;  ///< after the last commit
};

/// How SOCI opens the file. Throws DatabaseFault for a path that it cannot be told.
std::string sqlite_parameters(std::filesystem::path const& file, bool read_only);

}  // namespace gatehouse::store
