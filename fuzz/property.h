#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

/// A fuzz target: libFuzzer calls it with inputs that it grows, replay_test.cc with those that are kept.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace gatehouse::fuzz {

/// What must hold for every input. It throws, which ends libFuzzer and fails a test.
inline void must_hold(bool holds, char const* property) {
    if (!holds)
        throw std::logic_error(std::string("does not hold: ") + property);
}

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

}  // namespace gatehouse::fuzz
