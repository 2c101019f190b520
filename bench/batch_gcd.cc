// How long the audit of registered keys takes to hold 100,000 RSA moduli against each other, as the server
// does it: page by page, at low priority. Random odd numbers take as long as moduli do.
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <random>
#include <sys/resource.h>

#include "base/text.h"
#include "sshkey/shared_primes.h"

namespace {

using gatehouse::sshkey::SharedPrimes;

constexpr std::size_t page = 1000;

std::string odd_number(std::mt19937_64& random, int bytes) {
    std::string out;
    while (out.size() < std::size_t(bytes))
        out += char(random());
    out.front() = char(out.front() | '\x80');
    out.back() = char(out.back() | 1);
    return out;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
    auto const count = argc > 1 ? gatehouse::to_number<std::size_t>(argv[1]).value() : 100'000;
    setpriority(PRIO_PROCESS, 0, 19);
    std::mt19937_64 random(1);
    SharedPrimes primes;
    auto const start = std::chrono::steady_clock::now();
    double making = 0;
    for (std::size_t done = 0; done < count; done += page) {
        auto const before = std::chrono::steady_clock::now();
        std::vector<std::string> moduli;
        while (moduli.size() < page)
            moduli.push_back(odd_number(random, 256));
        making += seconds_since(before);
        primes.add(moduli);
    }
    auto const all = seconds_since(start) - making;
    auto const before_one = std::chrono::steady_clock::now();
    primes.add({odd_number(random, 256)});
    auto const one = seconds_since(before_one);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    fmt::print(
        "{{\"moduli\": {}, \"seconds\": {:.1f}, \"processor_seconds\": {}, \"one_more_seconds\": {:.2f}, "
        "\"peak_mib\": {}, \"nice\": {}}}\n",
        count, all, used.ru_utime.tv_sec, one, used.ru_maxrss / 1024, getpriority(PRIO_PROCESS, 0));
}
