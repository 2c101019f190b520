// Registers SSH keys through the API, from several clients at once, each on a connection of its own.
//
//     post_keys URL CA-FILE PROJECT-UID CLIENTS SECONDS < token
//
// Prints how many were registered and the seconds that took. Every key is a fresh Ed25519 key, made
// beforehand.
#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "base/files.h"
#include "base/text.h"
#include "bench/fresh_key.h"
#include "client/transfer.h"
#include "contract/ssh_keys.h"
#include "json/json.h"

using namespace gatehouse;
using Steady = std::chrono::steady_clock;

namespace {

std::vector<std::string> make_bodies(std::string const& prefix, int count) {
    std::vector<std::string> bodies;
    for (int i = 0; i < count; ++i)
        bodies.push_back(json::encode(contract::CreateSshKey::Request{
            {.name = fmt::format("{} {}", prefix, i)}, {.publicKey = fresh_key()}}));
    return bodies;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 6 || sodium_init() < 0)
        return 2;
    auto const ca = read_file(arguments[2]).value();
    auto const path = fmt::format("{}?ProjectUid={}", contract::CreateSshKey::endpoint.path, arguments[3]);
    int const clients = to_number<int>(arguments[4]).value();
    auto const time = std::chrono::seconds(to_number<int>(arguments[5]).value());
    std::string token;
    std::getline(std::cin, token);

    auto const run = std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
    std::vector<std::vector<std::string>> bodies;
    for (int i = 0; i < clients; ++i)  // more than any of them will send
        bodies.push_back(make_bodies(fmt::format("{} {}", run, i), int(time.count()) * 8'000 / clients));

    std::atomic<int> done = 0;
    auto const start = Steady::now();
    std::vector<std::jthread> threads;
    for (auto const& mine : bodies)
        threads.emplace_back([&] {
            client::Transfer transfer(arguments[1], client::Trust::pinned_ca, ca);
            for (auto const& body : mine) {
                if (Steady::now() - start >= time)
                    return;
                auto const answer = transfer.perform("POST", path, body, {.authorization = token});
                if (!answer || answer->status != contract::CreateSshKey::endpoint.success)
                    throw std::runtime_error(answer ? answer->body : answer.error().message);
                ++done;
            }
        });
    threads.clear();
    fmt::print("{} {}\n", done.load(), std::chrono::duration<double>(Steady::now() - start).count());
}
