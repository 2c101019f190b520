#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <latch>
#include <semaphore>

#include "http/server.h"
#include "tests/unit/http/test_client.h"
#include "tests/unit/http/test_server.h"

namespace gatehouse::http {
namespace {

using namespace std::chrono_literals;
using test::TestServer;
using test::text;
using Steady = std::chrono::steady_clock;

constexpr auto far_away = 1h;  // a hold that ends by itself fails the test by its clients' patience

/// "Nothing new yet": a complete answer, worth holding back for `longest`.
Response nothing_new(std::chrono::milliseconds longest = far_away) {
    auto response = text("nothing new");
    response.hold = Hold{{"news"}, longest};
    return response;
}

/// Something that a handler reports and that a test changes.
struct News {
    std::atomic<bool> there = false;
    std::atomic<int> asked = 0;
    std::counting_semaphore<> looked{0};

    Response answer() {
        ++asked;
        auto response = there ? text("news") : nothing_new();
        looked.release();
        return response;
    }
};

constexpr auto* const poll = "GET /poll HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(Hold, ends_when_a_topic_is_notified) {
    News news;
    TestServer server([&](Request const&) { return news.answer(); });
    auto const client = server.connect();
    client->send(poll);
    news.looked.acquire();

    news.there = true;
    server.wakeups().notify({"news"});

    EXPECT_EQ(client->read_answer().body, "news");
    EXPECT_EQ(news.asked, 2);
    EXPECT_EQ(client->get("/poll").body, "news");
}

TEST(Hold, misses_nothing_that_is_notified_between_looking_and_waiting) {
    std::atomic<bool> there = false;
    Wakeups* wakeups = nullptr;
    TestServer server([&](Request const&) {
        if (there.exchange(true))
            return text("news");
        wakeups->notify({"news"});
        return nothing_new();
    });
    wakeups = &server.wakeups();

    EXPECT_EQ(server.connect()->get("/poll").body, "news");
}

TEST(Hold, goes_on_when_a_notification_brought_nothing_new) {
    News news;
    TestServer server([&](Request const&) { return news.answer(); });
    auto const client = server.connect();
    client->send(poll);
    for (int i = 0; i < 3; ++i) {
        news.looked.acquire();
        server.wakeups().notify({"news"});
    }
    news.looked.acquire();
    news.there = true;
    server.wakeups().notify({"news"});

    EXPECT_EQ(client->read_answer().body, "news");
    EXPECT_EQ(news.asked, 5);
}

TEST(Hold, ends_at_its_limit_with_the_answer_as_it_is_then) {
    std::atomic<int> asked = 0;
    TestServer server([&](Request const&) {
        ++asked;
        return nothing_new(100ms);
    });
    auto const client = server.connect();
    auto const start = Steady::now();

    EXPECT_EQ(client->get("/poll").body, "nothing new");

    EXPECT_GE(Steady::now() - start, 100ms);
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(client->get("/poll").status, 200);
}

TEST(Hold, keeps_no_worker) {
    News news;
    TestServer server(
        [&](Request const& request) { return request.path == "/poll" ? news.answer() : text("other"); },
        {.io_threads = 1, .quick_threads = 1});
    auto const held = server.connect();
    held->send(poll);
    news.looked.acquire();

    EXPECT_EQ(server.connect()->get("/other").body, "other");
}

TEST(Hold, of_many_ends_for_all_at_once_however_short_the_queue_is) {
    constexpr int many = 40;
    News news;
    std::latch go_on(1);
    TestServer server(
        [&](Request const& request) {
            if (request.path == "/poll" && news.there)
                go_on.wait();
            return request.path == "/poll" ? news.answer() : text("other");
        },
        {.io_threads = 1, .quick_threads = 1, .limits = {.queued = 1}},
        [](Request const& request) { return request.path == "/poll" ? Lane::quick : Lane::keys; });
    std::vector<std::unique_ptr<test::Client>> clients;
    for (int i = 0; i < many; ++i) {
        clients.push_back(server.connect());
        clients.back()->send(poll);
        news.looked.acquire();
    }

    news.there = true;
    server.wakeups().notify({"news"});
    auto const other = server.connect();
    for (int i = 0; i < 3; ++i)  // the one I/O thread has dealt with all the woken when these are answered
        EXPECT_EQ(other->get("/other").body, "other");
    go_on.count_down();

    for (auto const& client : clients)
        EXPECT_EQ(client->read_answer().body, "news");
}

TEST(Hold, ends_when_the_client_leaves) {
    News news;
    TestServer server([&](Request const&) { return news.answer(); }, {.limits = {.connections = 1}});
    auto const leaving = server.connect();
    leaving->send(poll);
    news.looked.acquire();
    ASSERT_FALSE(server.connect()->connected());

    leaving->leave();

    auto const patience = Steady::now() + 20s;
    while (!server.connect()->connected())  // the one place is free as soon as the server has noticed
        ASSERT_LT(Steady::now(), patience);
    EXPECT_EQ(news.asked, 1);
}

TEST(Hold, leaves_the_next_request_of_an_impatient_client_for_later) {
    News news;
    TestServer server(
        [&](Request const& request) { return request.path == "/poll" ? news.answer() : text("second"); });
    auto const client = server.connect();
    client->send(poll);
    news.looked.acquire();
    client->send("GET /sec");
    client->send("ond HTTP/1.1\r\nHost: a\r\n\r\n");

    news.there = true;
    server.wakeups().notify({"news"});

    EXPECT_EQ(client->read_answer().body, "news");
    EXPECT_EQ(client->read_answer().body, "second");
}

TEST(Stop, answers_held_requests_at_once_and_ends_run) {
    News news;
    TestServer server(
        [&](Request const& request) { return request.path == "/poll" ? news.answer() : text("other"); },
        {.io_threads = 1, .quick_threads = 1});
    auto const client = server.connect();
    client->send(poll);
    news.looked.acquire();
    server.connect()->get(
        "/other");  // the same two threads: the first request is held when this one is answered

    server.stop();

    auto const answer = client->read_answer();
    EXPECT_EQ(answer.body, "nothing new");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client->is_closed_by_server());
    client->leave();
    server.join();
}

TEST(Stop, lets_a_running_request_finish_closes_idle_connections_and_accepts_no_more) {
    std::latch working(1);
    std::latch go_on(1);
    TestServer server([&](Request const&) {
        working.count_down();
        go_on.wait();
        return text("finished");
    });
    auto const idle = server.connect();
    auto const running = server.connect();
    running->send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    working.wait();

    server.stop();
    server.stop();

    EXPECT_TRUE(idle->is_closed_by_server());
    EXPECT_FALSE(server.connect()->connected());
    go_on.count_down();
    EXPECT_EQ(running->read_answer().body, "finished");
    running->leave();
    server.join();
}

TEST(Stop, does_not_wait_for_ever_for_a_handler_that_hangs) {
    std::latch working(1);
    std::latch go_on(1);
    TestServer server(
        [&](Request const&) {
            working.count_down();
            go_on.wait();
            return text("too late");
        },
        {.limits = {.finish = 1s}});
    auto const client = server.connect();
    client->send("GET /hangs HTTP/1.1\r\nHost: a\r\n\r\n");
    working.wait();

    server.stop();
    server.join();

    go_on.count_down();
    EXPECT_EQ(client->read_answer().status, 0);
}

TEST(Stop, may_come_before_run) {
    Wakeups wakeups;
    Server server({.port = 0}, crypto::make_server_context(TestServer::tls_files()), {}, wakeups);
    server.stop();
    server.run();
}

}  // namespace
}  // namespace gatehouse::http
