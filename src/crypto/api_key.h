#pragma once

#include <string_view>

#include "base/secret.h"

namespace gatehouse::crypto {

/// A new API key: "ghk_", 43 letters and digits that carry 256 random bits, and 6 more that check the rest.
/// Scanners for leaked secrets find it by ghk_[0-9A-Za-z]{49}.
Secret new_api_key();

/// Whether `text` has the form of an API key and its check fits: false for whatever was cut short or
/// mistyped.
bool is_api_key(std::string_view text);

}  // namespace gatehouse::crypto
