#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/wire.h"
#include "store/conditions.h"

namespace gatehouse::service {

/// Counts are exact up to here, and lists are entered at no later place.
inline constexpr int most_counted = 10'000;
inline constexpr int default_page = 50;

/// What the parameters of one of Palette's lists ask for.
struct ListQuery {
    store::Page page;
    std::map<std::string, std::string> filters;  ///< field and the value it equals
    store::Order order;
};

/// Reads `filters` ("metadata.name=X" joined by AND), `orderBy` ("metadata.name=1"), `limit` (0: all),
/// `offset` and `continue`. Refuses what names a field that is not in `fields`.
Result<ListQuery> list_query(contract::ListWanted const& wanted, std::vector<std::string_view> const& fields);

/// The page's place in the whole; `shown` is how many items the page holds, `count` how many there are.
contract::ListMeta list_meta(store::Page const& page, int shown, int count);

/// By name where nothing else is asked for; only the first counts.
store::Order order_of(std::vector<contract::SortBy> const& sort);

store::TextFilter text_filter(std::optional<contract::FilterString> const& wanted);

/// The part of a list that a page shows.
template <class T>
std::vector<T> part_of(std::vector<T> list, store::Page const& page) {
    auto const first = std::min(list.size(), std::size_t(page.offset));
    list.erase(list.begin(), list.begin() + std::ptrdiff_t(first));
    if (page.limit > 0 && list.size() > std::size_t(page.limit))
        list.resize(std::size_t(page.limit));
    return list;
}

}  // namespace gatehouse::service
