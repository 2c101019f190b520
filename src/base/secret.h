#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace gatehouse {

/// A password, token or private key in memory: wiped when it goes, never printed, never serialised (it is not
/// described, so a type that holds one does not cross the wire). Move-only, so that no copy is forgotten.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
    Secret& operator=(Secret&& other) noexcept {
        wipe();
        text_ = std::move(other.text_);
        other.wipe();
        return *this;
    }
    ~Secret() { wipe(); }

    /// The one way to the text; the name makes each use easy to find.
    std::string_view reveal() const { return text_; }
    bool empty() const { return text_.empty(); }

private:
    void wipe();
    std::string text_;
};

/// Overwrites the bytes of `text` so that the compiler may not leave it out, and empties it.
void wipe(std::string& text);

}  // namespace gatehouse
