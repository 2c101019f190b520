#pragma once

#include <string>

#include "base/clock.h"

namespace gatehouse::model {

/// A mail that waits to be sent. The link by which a password is set is not kept: its secret is derived from
/// the letter's uid when the letter is sent.
struct Letter {
    std::string uid;
    std::string recipient;  ///< e-mail address
    std::string subject;
    std::string text;       ///< plain
    bool has_link = false;  ///< then the text ends with one that lacks its secret
    Time written{};
    Time next_try{};
    int tries = 0;
};

}  // namespace gatehouse::model
