#include "store/connection.h"

namespace gatehouse::store {

void Connection::open() {
    try {
        open_(sql_);
    } catch (...) {
        close();
        throw;
    }
    is_open_ = true;
}

soci::session& Connection::begin(Step const& begin) {
    if (!is_open_)
        open();
    try {
        begin(sql_);
    } catch (soci::soci_error const&) {
        close();
        open();
        begin(sql_);
    }
    return sql_;
}

void Connection::roll_back() noexcept {
    try {
        sql_ << "ROLLBACK";
    } catch (soci::soci_error const&) {
        close();
    }
}

void Connection::close() noexcept {
    is_open_ = false;
    try {
        sql_.close();
    } catch (soci::soci_error const&) {  // what was broken is gone either way
    }
}

}  // namespace gatehouse::store
