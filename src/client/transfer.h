#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gatehouse::client {

struct Answer {
    int status = 0;
    std::string body;
    int retry_after_seconds = 0;
};

/// What a request carries beside itself; what is empty is not sent.
struct Headers {
    std::string_view authorization{};
    std::string_view api_key{};
    std::string_view project{};  ///< uid: the scope that is meant; empty: the tenant
};

/// Whose certificate is taken. `nobody_yet` exists for one request, which fetches the certificate to pin and
/// sends nothing secret.
enum class Trust { pinned_ca, system_cas, nobody_yet };

/// One HTTPS connection, kept open between requests. Not thread-safe, except for interrupt().
class Transfer {
public:
    /// `ca_pem`: for Trust::pinned_ca the only certificate authority that is trusted; the system's are not.
    Transfer(std::string base_url, Trust trust, std::string ca_pem);
    ~Transfer();
    Transfer(Transfer const&) = delete;
    Transfer& operator=(Transfer const&) = delete;

    /// `target`: path and query. Any answer is a success here, whatever its status. Refuses with
    /// Code::unavailable where none came, in a sentence that says what happened. Gives up after 5 seconds
    /// without a connection, and after 30 in all.
    Result<Answer> perform(std::string_view method, std::string_view target, std::string const& body,
                           Headers const& headers = {});

    /// Ends the request under way and refuses every later one. From any thread.
    void interrupt();

    std::string const& base_url() const { return base_url_; }

private:
    struct Handles;
    std::string base_url_;
    std::unique_ptr<Handles> handles_;
};

}  // namespace gatehouse::client
