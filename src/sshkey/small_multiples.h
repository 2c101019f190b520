#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gatehouse::sshkey {

/// Finds public keys whose private key is a small number, by baby steps and giant steps: a table holds the
/// near multiples G, 2G, ... of the curve's generator, and from a key we walk up and down in steps as wide as
/// the table. A point and its negative share a tag, so that one entry stands for two multiples. Immutable;
/// safe to share.
template <class Curve>
class SmallMultiples {
public:
    using Point = typename Curve::Point;

    explicit SmallMultiples(Curve const& curve) {
        auto const base = curve.base();
        auto point = base;
        for (int k = 1; k <= near; ++k) {
            tags_.push_back(curve.tag(point));
            step_ = point;
            point = curve.add(point, base);
        }
        std::ranges::sort(tags_);
        step_ = curve.add(curve.add(step_, step_), base);
        step_tag_ = curve.tag(step_);
    }

    /// Whether `key` is k times the generator with |k| <= 2^16. Tags have 64 bits, so that a sound key is
    /// taken for such a one about once in 10^14.
    bool contains(Curve const& curve, Point const& key) const {
        auto const back = curve.negate(step_);
        auto up = key;
        auto down = key;
        for (int steps = 0; steps <= giant_steps; ++steps) {
            if (is_near(curve.tag(up)) || is_near(curve.tag(down)))
                return true;
            up = curve.add(up, step_);
            down = curve.add(down, back);
        }
        return false;
    }

private:
    static constexpr int near = 8192;
    static constexpr int giant_steps = (1 << 16) / (2 * near + 1) + 1;

    // The step itself counts too: that keeps add() from ever meeting a point and its negative.
    bool is_near(std::uint64_t tag) const {
        return std::ranges::binary_search(tags_, tag) || tag == step_tag_;
    }

    std::vector<std::uint64_t> tags_;  // of the near multiples, sorted
    Point step_;  // (2 near + 1) times the generator: the tables of two steps do not overlap
    std::uint64_t step_tag_ = 0;
};

}  // namespace gatehouse::sshkey
