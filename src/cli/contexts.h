#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "contract/wire.h"

namespace gatehouse::cli {

/// A console that was signed in to, and the project that is meant there where no other is named.
struct Context {
    std::string name;
    std::string server;  ///< base URL
    std::string ca;      ///< PEM: the only authority that is trusted; empty: the system's
    std::string person;  ///< e-mail address of who signed in
    Secret token;        ///< of a sign-in by password: ends 15 minutes after its last renewal
    Time renewed{};
    Secret api_key;
    contract::NamedUid project{};  ///< empty uid: none was chosen
};

struct Contexts {
    std::string current;  ///< a name, or empty
    std::vector<Context> all;

    Context* find(std::string_view name);
    /// Adds it, or puts it in the place of the one with its name.
    void put(Context context);
    void remove(std::string_view name);
};

/// The file in which they are kept between commands: it holds secrets, so its mode is 0600 and its
/// directory's 0700.
class ContextFile {
public:
    /// Below $XDG_CONFIG_HOME or ~/.config. Refuses where the environment tells neither.
    static Result<ContextFile> own();
    explicit ContextFile(std::filesystem::path directory) : directory_(std::move(directory)) {}

    /// None where there is no file yet.
    Result<Contexts> load() const;
    /// Loads, changes and saves as one step beside other commands that run; saves nothing where `change`
    /// refuses.
    Result<void> change(std::function<Result<void>(Contexts&)> const& change) const;

private:
    std::filesystem::path path() const { return directory_ / "contexts.json"; }
    void save(Contexts const& contexts) const;

    std::filesystem::path directory_;
};

}  // namespace gatehouse::cli
