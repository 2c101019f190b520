#include "http/static_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/unit/crypto/temporary_directory.h"

namespace gatehouse::http {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Key;
using testing::Not;
using testing::Pair;

class Console : public testing::Test {
protected:
    Console() {
        write("index.html", "<!doctype html>");
        write("favicon.svg", "<svg/>");
        write("assets/app-4f3a.js", "start()");
        write_file_atomically(directory / "secret.txt", "outside", 0600);
    }
    void write(std::string_view name, std::string_view content) {
        auto const path = directory / "dist" / name;
        std::filesystem::create_directories(path.parent_path());
        write_file_atomically(path, content, 0644);
    }
    std::optional<Response> get(std::string path, std::string if_none_match = "") const {
        return StaticFiles(directory / "dist")
            .find({.method = "GET",
                   .path = std::move(path),
                   .headers = {{"If-None-Match", std::move(if_none_match)}}});
    }
    std::string header(Response const& response, std::string_view name) const {
        for (auto const& [found, value] : response.headers)
            if (found == name)
                return value;
        return "";
    }

    test::TemporaryDirectory const directory;
};

TEST_F(Console, serves_its_files_with_their_types) {
    write("a.css", "");
    write("a.png", "");
    write("a.woff2", "");
    write("a.unknown", "");
    EXPECT_EQ(get("/favicon.svg")->body, "<svg/>");
    EXPECT_EQ(get("/favicon.svg")->content_type, "image/svg+xml");
    EXPECT_EQ(get("/assets/app-4f3a.js")->content_type, "text/javascript; charset=utf-8");
    EXPECT_EQ(get("/index.html")->content_type, "text/html; charset=utf-8");
    EXPECT_EQ(get("/a.css")->content_type, "text/css; charset=utf-8");
    EXPECT_EQ(get("/a.png")->content_type, "image/png");
    EXPECT_EQ(get("/a.woff2")->content_type, "font/woff2");
    EXPECT_EQ(get("/a.unknown")->content_type, "application/octet-stream");
}

TEST_F(Console, serves_the_index_for_every_page_and_nothing_for_an_absent_file) {
    for (auto const* const page : {"/", "/projects", "/projects/edge-eu/settings/ssh-keys", "/projects/"})
        EXPECT_EQ(get(page)->body, "<!doctype html>") << page;
    for (auto const* const file : {"/absent.js", "/assets/absent-1.css", "/robots.txt"})
        EXPECT_EQ(get(file), std::nullopt) << file;
}

TEST_F(Console, leaves_the_api_alone) {
    EXPECT_EQ(get("/v1"), std::nullopt);
    EXPECT_EQ(get("/v1/users"), std::nullopt);
    EXPECT_NE(get("/v1users"), std::nullopt);
}

TEST_F(Console, finds_nothing_outside_its_directory) {
    for (auto const* const path :
         {"/..%2fsecret.txt", "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt",
          "//secret.txt", "/..%2f", "/..", "/assets/..", "/.", "secret.txt", "/..\\secret.txt"})
        EXPECT_EQ(get(path), std::nullopt) << path;
}

TEST_F(Console, answers_get_and_head_only) {
    StaticFiles const files(directory / "dist");
    EXPECT_NE(files.find({.method = "HEAD", .path = "/"}), std::nullopt);
    for (auto const* const method : {"POST", "PUT", "DELETE", "OPTIONS", "get"})
        EXPECT_EQ(files.find({.method = method, .path = "/"}), std::nullopt) << method;
}

TEST_F(Console, sends_a_file_again_only_when_it_has_changed) {
    auto const etag = header(*get("/"), "ETag");
    EXPECT_THAT(etag, testing::MatchesRegex("\"[A-Za-z0-9_-]{22}\""));
    for (auto const& known : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
        auto const answer = get("/", known);
        EXPECT_EQ(answer->status, 304) << known;
        EXPECT_EQ(answer->body, "") << known;
        EXPECT_EQ(header(*answer, "ETag"), etag) << known;
    }
    EXPECT_EQ(get("/", "\"other\"")->status, 200);
    write("index.html", "<!doctype html><title>new</title>");
    EXPECT_EQ(get("/", etag)->status, 200);
}

TEST_F(Console, lets_browsers_keep_what_is_named_by_its_digest_and_revalidate_the_rest) {
    EXPECT_EQ(header(*get("/assets/app-4f3a.js"), "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(*get("/"), "Cache-Control"), "no-cache");
    EXPECT_EQ(header(*get("/favicon.svg"), "Cache-Control"), "no-cache");
}

TEST_F(Console, carries_the_security_headers_on_every_answer) {
    auto const etag = header(*get("/"), "ETag");
    for (auto const& answer : {*get("/"), *get("/", etag), *get("/assets/app-4f3a.js")}) {
        EXPECT_EQ(
            header(answer, "Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'");
        EXPECT_THAT(answer.headers, Contains(Pair("Referrer-Policy", "no-referrer")));
        EXPECT_THAT(answer.headers, Contains(Pair("Cross-Origin-Opener-Policy", "same-origin")));
        EXPECT_THAT(answer.headers, Contains(Pair("Cross-Origin-Resource-Policy", "same-origin")));
        EXPECT_THAT(answer.headers,
                    Contains(Pair("Permissions-Policy", "camera=(), microphone=(), geolocation=()")));
        EXPECT_THAT(answer.headers, Contains(Pair("X-Frame-Options", "DENY")));
        EXPECT_THAT(answer.headers, Not(Contains(Key("Strict-Transport-Security"))));
    }
}

TEST(ConsoleFiles, may_be_absent) {
    StaticFiles const none("/nonexistent/gatehouse/console");
    EXPECT_EQ(none.find({.method = "GET", .path = "/"}), std::nullopt);
}

}  // namespace
}  // namespace gatehouse::http
