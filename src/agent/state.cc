#include "agent/state.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/log.h"
#include "crypto/digest.h"
#include "json/json.h"

namespace gatehouse::agent {

namespace {

/// The file's form. A flipped digit would be a number too, and could shut out every later snapshot: hence the
/// digest.
struct SeenFile {
    std::int64_t epoch = 0;
    std::int64_t revision = 0;
    std::int64_t skewSeconds = 0;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(SeenFile, (), (epoch, revision, skewSeconds, sha256))

/// A flipped bit would free one key and deny another: hence the digest.
struct DenialsFile {
    Denials denials;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(DenialsFile, (), (denials, sha256))

std::string digest_of(Denials const& denials) {
    return crypto::to_hex(crypto::sha256(json::encode(denials)));
}

std::string digest_of(Seen const& seen) {
    return crypto::to_hex(crypto::sha256(
        fmt::format("{}.{}.{}", seen.position.epoch, seen.position.revision, seen.skew_seconds)));
}

template <class T>
std::optional<T> load(std::filesystem::path const& path) {
    auto const text = read_file(path);
    if (!text)
        return std::nullopt;
    auto value = json::decode<T>(*text);
    if (!value) {
        log::error("stored file is damaged and not used file={} reason={}", path.string(),
                   value.error().message);
        return std::nullopt;
    }
    return std::move(*value);
}

}  // namespace

std::optional<snapshot::Signed> State::snapshot() const { return load<snapshot::Signed>(paths_.snapshot()); }

std::optional<Seen> State::seen() const {
    auto const file = load<SeenFile>(paths_.seen());
    if (!file)
        return std::nullopt;
    Seen const seen{.position = {file->epoch, file->revision}, .skew_seconds = file->skewSeconds};
    if (file->sha256 == digest_of(seen))
        return seen;
    log::error("stored file is damaged and not used file={} reason=digest", paths_.seen().string());
    return std::nullopt;
}

Denials State::denials() const {
    auto file = load<DenialsFile>(paths_.denials());
    if (!file)
        return {};
    if (file->sha256 == digest_of(file->denials))
        return std::move(file->denials);
    log::error("stored file is damaged and not used file={} reason=digest", paths_.denials().string());
    return {};
}

void State::keep(snapshot::Signed const& snapshot) {
    write_file_atomically(paths_.snapshot(), json::encode(snapshot), 0600);
}

void State::keep(Seen const& seen) {
    SeenFile const file{seen.position.epoch, seen.position.revision, seen.skew_seconds, digest_of(seen)};
    write_file_atomically(paths_.seen(), json::encode(file), 0600);
}

void State::keep(Denials const& denials) {
    write_file_atomically(paths_.denials(), json::encode(DenialsFile{denials, digest_of(denials)}), 0600);
}

void State::forget() {
    std::filesystem::remove(paths_.snapshot());
    std::filesystem::remove(paths_.seen());
    std::filesystem::remove(paths_.denials());
}

}  // namespace gatehouse::agent
