#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"

namespace gatehouse::model {

/// What the tenant asks of signing in. The defaults hold until an administrator says otherwise: long rather
/// than colourful passwords that do not expire, as NIST SP 800-63B (section 3.1.1.2) advises.
struct SignInRules {
    int least_length = 8;  ///< in characters, all of these
    int most_length = 128;
    int upper_case = 0;
    int lower_case = 0;
    int digits = 0;
    int special = 0;                 ///< anything else
    int expiry_days = 0;             ///< after which a password can only be changed; 0: never
    int reminder_days = 0;           ///< before that, when its owner is reminded by mail; 0: not at all
    std::chrono::minutes idle{240};  ///< a browser's session ends after so long without an action
    std::optional<Time> created{};   ///< none: nobody has said anything yet
    Time modified{};
};

}  // namespace gatehouse::model
