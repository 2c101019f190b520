#include "http/static_files.h"

#include <algorithm>
#include <array>

#include "base/files.h"
#include "base/text.h"
#include "crypto/digest.h"

namespace gatehouse::http {

namespace {

std::string content_type_of(std::filesystem::path const& path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".json", "application/json"},
        {".ico", "image/x-icon"},
        {".map", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    for (auto const& [extension, type] : types)
        if (path.extension() == extension)
            return std::string(type);
    return "application/octet-stream";
}

Headers security_headers() {
    return {
        // form-action: the console sends everything with fetch, nothing as a form.
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
         "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
         "'none'"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"X-Frame-Options", "DENY"},
    };
}

bool is_page(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
}

/// RFC 9110 section 13.1.2: a list of tags or "*", compared weakly.
bool browser_has(std::string_view if_none_match, std::string_view etag) {
    for (std::string_view tag : split(if_none_match, ',')) {
        tag.remove_prefix(std::min(tag.find_first_not_of(' '), tag.size()));
        if (tag.starts_with("W/"))
            tag.remove_prefix(2);
        if (tag == "*" || tag.substr(0, tag.find_last_not_of(' ') + 1) == etag)
            return true;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(std::filesystem::path const& root) {
    if (!std::filesystem::exists(root))
        return;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root)) {
        auto content = entry.is_regular_file() ? read_file(entry.path()) : std::nullopt;
        if (!content)
            continue;
        auto etag = '"' + crypto::to_base64url(crypto::sha256(*content)).substr(0, 22) + '"';
        files_.insert_or_assign("/" + entry.path().lexically_relative(root).generic_string(),
                                File{content_type_of(entry.path()), std::move(*content), std::move(etag)});
    }
}

std::optional<Response> StaticFiles::find(Request const& request) const {
    bool const reading = request.method == "GET" || request.method == "HEAD";
    if (!reading || request.path == "/v1" || request.path.starts_with("/v1/"))
        return std::nullopt;
    // The path is looked up as it came, still encoded: no text can climb out of a map.
    auto const found = files_.find(is_page(request.path) ? "/index.html" : request.path);
    if (found == files_.end())
        return std::nullopt;

    auto const& file = found->second;
    Response response{.headers = security_headers()};
    bool const named_by_digest = found->first.starts_with("/assets/");
    response.headers.emplace_back("Cache-Control",
                                  named_by_digest ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("ETag", file.etag);
    response.content_type = file.content_type;
    if (browser_has(request.header("If-None-Match"), file.etag))
        response.status = 304;
    else
        response.body = file.body;
    return response;
}

}  // namespace gatehouse::http
