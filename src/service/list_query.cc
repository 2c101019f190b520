#include "service/list_query.h"

#include <algorithm>

#include "base/text.h"

namespace gatehouse::service {

namespace {

/// Splits "a=1ANDb=2" where a field of ours follows, so that a value may hold the letters AND.
std::vector<std::string> terms_of(std::string_view text, std::vector<std::string_view> const& fields) {
    static constexpr std::string_view joint = "AND";
    std::vector<std::string> terms(1);
    while (!text.empty()) {
        auto const after = text.starts_with(joint) ? text.substr(joint.size()) : std::string_view();
        bool const is_joint = std::ranges::any_of(fields, [&](std::string_view field) {
            return after.starts_with(field) && after.substr(field.size()).starts_with('=');
        });
        if (is_joint) {
            terms.emplace_back();
            text = after;
        } else {
            terms.back() += text.front();
            text.remove_prefix(1);
        }
    }
    return terms;
}

struct Term {
    std::string field;
    std::string value;
};

Result<Term> term(std::string const& text, std::vector<std::string_view> const& fields,
                  std::string const& at) {
    auto const equals = text.find('=');
    auto const field = text.substr(0, equals);
    if (equals == std::string::npos || std::ranges::find(fields, field) == fields.end()) {
        std::vector<std::string> const known(fields.begin(), fields.end());
        return refuse(
            Code::invalid,
            fmt::format("this list can be asked by {}, as in {}=value", enumerate(known), known.front()), at);
    }
    return Term{field, text.substr(equals + 1)};
}

Result<int> offset_of(contract::ListWanted const& wanted) {
    if (wanted.continue_ && !wanted.continue_->empty()) {
        auto const place = to_number<int>(*wanted.continue_);
        if (!place || *place < 0)
            return refuse(Code::invalid, "no page goes on from there; begin again without `continue`",
                          "/continue");
        return *place;
    }
    auto const offset = wanted.offset.value_or(0);
    if (offset < 0 || offset > most_counted)
        return refuse(Code::invalid,
                      fmt::format("a list is entered at 0 to {}; go on with `continue`", most_counted),
                      "/offset");
    return offset;
}

}  // namespace

Result<ListQuery> list_query(contract::ListWanted const& wanted,
                             std::vector<std::string_view> const& fields) {
    ListQuery query;
    query.page.limit = wanted.limit.value_or(default_page);
    if (query.page.limit < 0)
        return refuse(Code::invalid, "a page holds at least one item; 0 asks for all", "/limit");
    query.page.offset = TRY(offset_of(wanted));
    if (wanted.filters && !wanted.filters->empty())
        for (auto const& text : terms_of(*wanted.filters, fields)) {
            auto one = TRY(term(text, fields, "/filters"));
            query.filters[one.field] = std::move(one.value);
        }
    if (wanted.orderBy && !wanted.orderBy->empty()) {
        auto const one = TRY(term(split(*wanted.orderBy, ',').front(), fields, "/orderBy"));
        if (one.value != "1" && one.value != "-1")
            return refuse(Code::invalid, "write =1 for ascending or =-1 for descending", "/orderBy");
        query.order = {one.field == "metadata.creationTimestamp", one.value == "-1"};
    }
    return query;
}

contract::ListMeta list_meta(store::Page const& page, int shown, int count) {
    auto const next = page.offset + shown;
    bool const more = page.limit > 0 && shown == page.limit && (next < count || count >= most_counted);
    return {more ? std::to_string(next) : "", std::min(count, most_counted), page.limit, page.offset};
}

store::Order order_of(std::vector<contract::SortBy> const& sort) {
    if (sort.empty())
        return {};
    return {sort.front().field == contract::SortField::creationTimestamp,
            sort.front().order == contract::SortOrder::desc};
}

store::TextFilter text_filter(std::optional<contract::FilterString> const& wanted) {
    if (!wanted)
        return {};
    return {wanted->eq, wanted->ne, wanted->contains, wanted->beginsWith, wanted->ignoreCase.value_or(true)};
}

}  // namespace gatehouse::service
