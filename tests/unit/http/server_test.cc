#include "http/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <mutex>
#include <system_error>

#include "base/files.h"
#include "tests/unit/crypto/temporary_directory.h"
#include "tests/unit/http/test_client.h"
#include "tests/unit/http/test_server.h"

namespace gatehouse::http {
namespace {

using test::Answer;
using test::TestServer;
using test::text;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

/// Answers with the request, so that a test sees what the handler saw.
Response echo(Request const& request) {
    return text(request.method + " " + request.path + " " + request.body);
}

std::string post(std::string_view body, std::string_view more_headers = "") {
    return "POST /echo HTTP/1.1\r\nHost: gatehouse\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(more_headers) + "\r\n" + std::string(body);
}

TEST(Server, serves_two_requests_on_one_connection) {
    TestServer server(echo);
    auto const client = server.connect();

    EXPECT_EQ(client->get("/one").body, "GET /one ");
    auto const second = client->get("/two");
    EXPECT_EQ(second.body, "GET /two ");
    EXPECT_EQ(second.header("Connection"), "keep-alive");
}

TEST(Server, answers_pipelined_requests_in_order) {
    TestServer server(echo);
    auto const client = server.connect();

    client->send(post("first") + post("second") + post("third"));

    EXPECT_EQ(client->read_answer().body, "POST /echo first");
    EXPECT_EQ(client->read_answer().body, "POST /echo second");
    EXPECT_EQ(client->read_answer().body, "POST /echo third");
}

TEST(Server, hands_the_whole_request_to_the_handler) {
    Request seen;
    TestServer server([&](Request const& request) {
        seen = request;
        return text("");
    });

    server.connect()
        ->send("PUT /v1/users/a%2Fb?name=two%20words HTTP/1.1\r\nHost: gatehouse\r\nX-Thing: value\r\n"
               "Content-Length: 4\r\n\r\nbody")
        .read_answer();

    EXPECT_EQ(seen.method, "PUT");
    EXPECT_EQ(seen.target, "/v1/users/a%2Fb?name=two%20words");
    EXPECT_EQ(seen.path, "/v1/users/a%2Fb");
    EXPECT_THAT(seen.query, ElementsAre(Pair("name", "two words")));
    EXPECT_EQ(seen.header("x-thing"), "value");
    EXPECT_EQ(seen.body, "body");
    EXPECT_EQ(seen.peer, "127.0.0.1");
}

TEST(Server, ends_the_connection_when_the_client_asks_for_it) {
    TestServer server(echo);
    auto const client = server.connect();

    auto const answer =
        client->send("GET / HTTP/1.1\r\nHost: gatehouse\r\nConnection: close\r\n\r\n").read_answer();

    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client->is_closed_by_server());
}

TEST(Server, serves_http_1_0_without_a_host) {
    TestServer server(echo);
    auto const client = server.connect();
    EXPECT_EQ(client->send("GET /old HTTP/1.0\r\n\r\n").read_answer().body, "GET /old ");
    EXPECT_TRUE(client->is_closed_by_server());
}

TEST(Server, answers_head_with_the_length_and_no_body) {
    TestServer server([](Request const&) { return text("twelve bytes"); });
    auto const client = server.connect();

    auto const answer = client->send("HEAD / HTTP/1.1\r\nHost: gatehouse\r\n\r\n").read_answer_to_head();

    EXPECT_EQ(answer.header("Content-Length"), "12");
    EXPECT_EQ(client->get("/").body, "twelve bytes");
}

TEST(Server, sends_neither_length_nor_type_with_204) {
    TestServer server([](Request const&) { return Response{.status = 204}; });
    auto const client = server.connect();

    auto const answer = client->get("/");

    EXPECT_EQ(answer.status, 204);
    EXPECT_EQ(answer.header("Content-Length") + answer.header("Content-Type"), "");
    EXPECT_EQ(client->get("/").status, 204);
}

TEST(Server, puts_nosniff_and_no_store_on_every_answer_and_leaves_a_cache_control_alone) {
    TestServer server([](Request const& request) {
        auto response = text("");
        if (request.path == "/cached")
            response.headers.emplace_back("cache-control", "max-age=60");
        return response;
    });
    auto const client = server.connect();

    auto const plain = client->get("/");
    EXPECT_EQ(plain.header("Cache-Control"), "no-store");
    EXPECT_EQ(plain.header("X-Content-Type-Options"), "nosniff");
    auto const cached = client->get("/cached");
    EXPECT_EQ(cached.header("cache-control"), "max-age=60");
    EXPECT_EQ(cached.header("Cache-Control"), "");
    auto const refused = client->send("nonsense\r\n\r\n").read_answer();
    EXPECT_EQ(refused.header("Cache-Control"), "no-store");
    EXPECT_EQ(refused.header("X-Content-Type-Options"), "nosniff");
}

TEST(Server, never_sends_a_header_that_holds_a_line_break) {
    TestServer server([](Request const&) {
        auto response = text("");
        response.headers = {{"X-Name", "value\r\nSet-Cookie: stolen=1"}, {"X-Good", "yes"}};
        return response;
    });
    auto const answer = server.connect()->get("/");
    EXPECT_THAT(answer.head, testing::Not(HasSubstr("stolen")));
    EXPECT_EQ(answer.header("X-Good"), "yes");
}

TEST(Server, dates_its_answers) {
    TestServer server([](Request const&) { return text(""); });
    auto const date = server.connect()->get("/").header("Date");

    std::tm read{};
    char const* const rest = strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &read);
    ASSERT_TRUE(rest && *rest == '\0') << date;
    EXPECT_NEAR(double(timegm(&read)), double(std::time(nullptr)), 5);
}

TEST(Server, sends_a_large_answer_whole) {
    std::string large;
    while (large.size() < 3'000'000)
        large += std::to_string(large.size());
    TestServer server([&](Request const&) { return text(large); });
    auto const client = server.connect();

    EXPECT_TRUE(client->get("/").body == large);
    EXPECT_TRUE(client->get("/").body == large);
}

TEST(Server, puts_a_chunked_body_together_and_lets_no_trailer_pass_for_a_header) {
    std::string trailer;
    TestServer server([&](Request const& request) {
        trailer = request.header("X-Late");
        return echo(request);
    });
    auto const client = server.connect();

    client->send("POST /echo HTTP/1.1\r\nHost: gatehouse\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "5\r\nhello\r\n");
    client->send("7;ext=1\r\n, world\r\n0\r\nX-Late: admin\r\n\r\n");

    EXPECT_EQ(client->read_answer().body, "POST /echo hello, world");
    EXPECT_EQ(trailer, "");
    EXPECT_EQ(client->get("/next").status, 200);
}

TEST(Server, says_continue_to_a_client_that_waits_for_it) {
    TestServer server(echo);
    auto const client = server.connect();

    client->send(
        "POST /echo HTTP/1.1\r\nHost: gatehouse\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(client->read_answer_to_head().status, 100);
    EXPECT_EQ(client->send("body").read_answer().body, "POST /echo body");
}

TEST(Server, refuses_a_body_that_is_declared_too_large_before_it_is_sent) {
    TestServer server(echo);
    auto const client = server.connect();

    auto const answer = client
                            ->send("POST /echo HTTP/1.1\r\nHost: gatehouse\r\nExpect: 100-continue\r\n"
                                   "Content-Length: 65537\r\n\r\n")
                            .read_answer();

    EXPECT_EQ(answer.status, 413);
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_EQ(answer.body, "problem: a request body may have 65536 bytes at most");
    EXPECT_TRUE(client->is_closed_by_server());
}

TEST(Server, takes_a_body_of_exactly_the_limit) {
    TestServer server(echo);
    EXPECT_EQ(server.connect()->send(post(std::string(65536, 'x'))).read_answer().status, 200);
    EXPECT_EQ(server.connect()->send(post(std::string(65537, 'x'))).read_answer().status, 413);
}

TEST(Server, refuses_a_chunked_body_that_grows_too_large) {
    TestServer server(echo);
    auto const client = server.connect();

    client->send("POST /echo HTTP/1.1\r\nHost: gatehouse\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 9; ++i)
        client->send("2000\r\n" + std::string(0x2000, 'x') + "\r\n");

    EXPECT_EQ(client->read_answer().status, 413);
}

TEST(Server, lets_a_client_that_writes_10_mib_first_read_its_refusal) {
    TestServer server(echo);
    auto const client = server.connect();

    client->send(post(std::string(10 << 20, 'x')));

    EXPECT_EQ(client->read_answer().status, 413);
}

TEST(Server, gives_curl_its_refusal_of_10_mib) {
    TestServer server(echo);
    test::TemporaryDirectory const directory;
    write_file_atomically(directory / "large", std::string(10 << 20, 'x'), 0600);

    auto* const curl = ::popen(fmt::format("curl --silent --max-time 20 --cacert {} --data-binary @{} "
                                           "-H 'Expect:' -o /dev/null -w '%{{http_code}} %{{exitcode}}' "
                                           "https://localhost:{}/echo",
                                           TestServer::tls_files().ca.string(),
                                           (directory / "large").string(), server.port())
                                   .c_str(),
                               "r");
    std::array<char, 64> printed{};
    auto const* const line = std::fgets(printed.data(), printed.size(), curl);
    ::pclose(curl);

    EXPECT_STREQ(line, "413 0");
}

TEST(Server, refuses_malformed_requests_and_ends_the_connection) {
    TestServer server(echo);
    for (auto const* const malformed : {
             "nonsense\r\n\r\n",
             "GET / HTTP/1.1\r\n\r\n",                                                        // no Host
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",                                  // two of them
             "GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",                               //
             "GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n",                                       //
             "GET /?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n",                                       //
             "GET / HTTP/3.0\r\nHost: a\r\n\r\n",                                             //
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",                      //
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",  //
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",                   //
             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n",  //
         }) {
        auto const client = server.connect();
        auto const answer = client->send(malformed).read_answer();
        EXPECT_EQ(answer.status, 400) << malformed;
        EXPECT_EQ(answer.header("Connection"), "close") << malformed;
        EXPECT_TRUE(client->is_closed_by_server()) << malformed;
    }
}

TEST(Server, refuses_headers_that_are_too_large) {
    TestServer server(echo);
    auto const head = std::string("GET / HTTP/1.1\r\nHost: gatehouse\r\n");

    EXPECT_EQ(server.connect()
                  ->send(head + "X-Long: " + std::string(17'000, 'x') + "\r\n\r\n")
                  .read_answer()
                  .status,
              431);
    EXPECT_EQ(
        server.connect()->send("GET /" + std::string(17'000, 'x') + " HTTP/1.1\r\n\r\n").read_answer().status,
        431);
    std::string many;
    for (int i = 0; i < 400; ++i)
        many += "X-Header-" + std::to_string(i) + ": " + std::string(40, 'x') + "\r\n";
    EXPECT_EQ(server.connect()->send(head + many + "\r\n").read_answer().status, 431);
}

TEST(Server, refuses_headers_that_are_too_large_also_when_they_come_drop_by_drop) {
    TestServer server(echo);
    auto const client = server.connect();
    client->send("GET / HTTP/1.1\r\nHost: gatehouse\r\n");
    for (int i = 0; i < 340; ++i)
        client->send("X-Header: " + std::string(40, 'x') + "\r\n");
    EXPECT_EQ(client->read_answer().status, 431);
}

TEST(Server, makes_a_500_of_an_exception_and_goes_on) {
    TestServer server([](Request const& request) -> Response {
        if (request.path == "/bug")
            throw std::runtime_error("password=hunter2");
        return text("fine");
    });
    auto const client = server.connect();

    auto const answer = client->get("/bug");

    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.body, "problem: the server could not answer; its log says more");
    EXPECT_EQ(client->get("/next").body, "fine");
}

TEST(Server, answers_503_while_a_lane_is_full_and_serves_again_afterwards) {
    std::latch working(1);
    std::latch queued(2);
    std::latch go_on(1);
    // One I/O thread: when the lane of the second request has been asked for, that request is in the queue
    // before the third is looked at.
    TestServer server(
        [&](Request const& request) {
            if (request.path == "/first") {
                working.count_down();
                go_on.wait();
            }
            return text("done");
        },
        {.io_threads = 1, .quick_threads = 1, .limits = {.queued = 1}},
        [&](Request const& request) {
            if (request.path != "/third")
                queued.count_down();
            return Lane::quick;
        });
    auto const first = server.connect();
    auto const second = server.connect();
    auto const third = server.connect();
    first->send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
    working.wait();
    second->send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n");
    queued.wait();

    auto const refused = third->get("/third");

    EXPECT_EQ(refused.status, 503);
    go_on.count_down();
    EXPECT_EQ(first->read_answer().body, "done");
    EXPECT_EQ(second->read_answer().body, "done");
    EXPECT_EQ(third->get("/third").body, "done");
}

TEST(Server, keeps_the_quick_lane_free_while_a_slow_one_works) {
    std::latch working(1);
    std::latch go_on(1);
    TestServer server(
        [&](Request const& request) {
            if (request.path == "/login") {
                working.count_down();
                go_on.wait();
            }
            return text("done");
        },
        {.quick_threads = 1},
        [](Request const& request) { return request.path == "/login" ? Lane::password : Lane::quick; });
    auto const slow = server.connect();
    slow->send("GET /login HTTP/1.1\r\nHost: a\r\n\r\n");
    working.wait();

    EXPECT_EQ(server.connect()->get("/quick").body, "done");

    go_on.count_down();
    EXPECT_EQ(slow->read_answer().body, "done");
}

TEST(Server, closes_connections_beyond_its_limit_at_once) {
    TestServer server(echo, {.limits = {.connections = 1}});
    auto const first = server.connect();
    ASSERT_TRUE(first->connected());

    EXPECT_FALSE(server.connect()->connected());
    EXPECT_EQ(first->get("/").status, 200);
}

TEST(Server, closes_a_connection_that_does_not_finish_its_request_in_time) {
    TestServer server(echo, {.limits = {.read = std::chrono::seconds(1)}});
    auto const client = server.connect();
    client->send("GET / HTTP/1.1\r\nHost:");
    EXPECT_TRUE(client->is_closed_by_server());
}

TEST(Server, closes_a_connection_that_is_idle_for_too_long) {
    TestServer server(echo, {.limits = {.idle = std::chrono::seconds(1)}});
    auto const client = server.connect();
    EXPECT_EQ(client->get("/").status, 200);
    EXPECT_TRUE(client->is_closed_by_server());
}

TEST(Server, says_which_address_it_cannot_have) {
    TestServer const taken(echo);
    Wakeups wakeups;
    auto const start = [&](std::string address) {
        Server const server({.address = std::move(address), .port = taken.port()},
                            crypto::make_server_context(TestServer::tls_files()), {}, wakeups);
    };
    EXPECT_THAT([&] { start("127.0.0.1"); }, testing::ThrowsMessage<std::system_error>(
                                                 HasSubstr("127.0.0.1:" + std::to_string(taken.port()))));
    EXPECT_THROW(start("gatehouse.example.com"), std::system_error);
}

TEST(Tls, is_1_3_by_choice_and_1_2_with_forward_secrecy_where_the_client_has_no_better) {
    TestServer server(echo);
    EXPECT_EQ(server.connect()->tls_version(), "TLSv1.3");
    EXPECT_EQ(server.connect({.newest_tls = TLS1_2_VERSION})->tls_version(), "TLSv1.2");
    EXPECT_FALSE(server.connect({.newest_tls = TLS1_2_VERSION, .tls12_suites = "ECDHE-ECDSA-AES128-SHA256"})
                     ->connected());
}

TEST(Tls, of_version_1_1_is_refused) {
    TestServer server(echo);
    EXPECT_FALSE(server.connect({.newest_tls = TLS1_1_VERSION})->connected());
}

TEST(Tls, speaks_http_1_1_only_and_needs_no_alpn) {
    TestServer server(echo);
    EXPECT_EQ(server.connect({.protocols = {"h2", "http/1.1"}})->protocol(), "http/1.1");
    EXPECT_EQ(server.connect()->protocol(), "");
    EXPECT_FALSE(server.connect({.protocols = {"h2"}})->connected());
}

}  // namespace
}  // namespace gatehouse::http
