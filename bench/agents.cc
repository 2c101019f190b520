// Many nodes' agents in one process: each has its own TCP and TLS connection and its own credential, polls as
// the agent does, verifies what it is given, and confirms with its next poll.
//
//     agents PORT CA-FILE < one line an agent: credential, signing key in base64, uid of the cluster
//
// Prints the revision and the SHA-256 of each snapshot that an agent has verified.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <fmt/format.h>
#include <iostream>
#include <stdexcept>

#include "base/text.h"
#include "contract/nodes.h"
#include "crypto/digest.h"
#include "snapshot/snapshot.h"

using namespace gatehouse;
namespace asio = boost::asio;
using asio::ip::tcp;
using Stream = asio::ssl::stream<tcp::socket>;
using contract::PollNode;

namespace {

struct Identity {
    std::string credential;
    std::string signing_key;
    std::string cluster;
};

class Agent {
public:
    Agent(asio::io_context& io, asio::ssl::context& tls, Identity identity)
        : stream_(io, tls), identity_(std::move(identity)) {}

    asio::awaitable<void> run(tcp::endpoint server) {
        co_await stream_.next_layer().async_connect(server, asio::use_awaitable);
        stream_.next_layer().set_option(tcp::no_delay(true));
        co_await stream_.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        for (;;) {
            auto const answer = co_await poll();
            if (answer.snapshot)
                take(*answer.snapshot);
        }
    }

private:
    asio::awaitable<PollNode::Response> poll() {
        PollNode::Request told;
        told.epoch = held_.epoch;
        told.revision = held_.revision;
        told.leaseEnd = held_.leaseEnd;
        told.nodeTime = SystemClock().now();
        auto const body = json::encode(told);
        auto const request = fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Node {}\r\n"
                                         "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                                         PollNode::endpoint.path, identity_.credential, body.size(), body);
        co_await asio::async_write(stream_, asio::buffer(request), asio::use_awaitable);
        auto const answer = co_await read_answer();
        co_return json::decode<PollNode::Response>(answer).value();
    }

    asio::awaitable<std::string> read_answer() {
        auto const head_size = co_await asio::async_read_until(stream_, asio::dynamic_buffer(input_),
                                                               "\r\n\r\n", asio::use_awaitable);
        auto const head = std::string_view(input_).substr(0, head_size);
        static constexpr std::string_view length = "\r\nContent-Length: ";
        auto const at = head.find(length);
        if (!head.starts_with("HTTP/1.1 200 ") || at == std::string_view::npos)
            throw std::runtime_error("a poll was refused: " + input_);
        auto const digits = head.substr(at + length.size());
        auto const whole = head_size + to_number<std::size_t>(digits.substr(0, digits.find('\r'))).value();
        while (input_.size() < whole) {
            auto const had = input_.size();
            input_.resize(whole);
            auto const got = co_await stream_.async_read_some(asio::buffer(&input_[had], whole - had),
                                                              asio::use_awaitable);
            input_.resize(had + got);
        }
        auto body = input_.substr(head_size, whole - head_size);
        input_.erase(0, whole);
        co_return body;
    }

    void take(contract::SignedSnapshot const& offered) {
        held_ = snapshot::open({offered.payload, offered.signature}, identity_.signing_key, identity_.cluster)
                    .value();
        fmt::print("{} {}\n", held_.revision, crypto::to_hex(crypto::sha256(offered.payload)));
        std::fflush(stdout);
    }

    Stream stream_;
    Identity identity_;
    snapshot::Content held_{};
    std::string input_{};
};

void rethrow(std::exception_ptr const& fault) {
    if (fault)
        std::rethrow_exception(fault);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3)
        return 2;
    asio::io_context io(1);
    asio::ssl::context tls(asio::ssl::context::tls_client);
    tls.load_verify_file(arguments[2]);
    tls.set_verify_mode(asio::ssl::verify_peer);
    tls.set_verify_callback(asio::ssl::host_name_verification("localhost"));
    tcp::endpoint const server(asio::ip::address_v4::loopback(),
                               to_number<std::uint16_t>(arguments[1]).value());

    std::vector<std::unique_ptr<Agent>> agents;
    Identity identity;
    while (std::cin >> identity.credential >> identity.signing_key >> identity.cluster) {
        identity.signing_key = crypto::from_base64(identity.signing_key).value();
        agents.push_back(std::make_unique<Agent>(io, tls, identity));
    }
    for (auto const& agent : agents)
        co_spawn(io, agent->run(server), rethrow);
    io.run();
}
