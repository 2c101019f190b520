#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_names.h"
#include "json/describe.h"

// Shapes that several endpoints share. Members carry the wire's names.
namespace gatehouse::contract {

/// 204: done, nothing to say.
struct NoContent {};

/// Headers and the cookie that the API's own rules are about.
inline constexpr char project_header[] = "ProjectUid";
inline constexpr char api_key_header[] = "ApiKey";
inline constexpr char background_header[] = "X-Gatehouse-Background";
inline constexpr char session_cookie[] = "__Host-gatehouse";

/// Go's zero time, 0001-01-01T00:00:00Z: no time, where a member cannot be left out.
inline constexpr Time go_zero{std::chrono::sys_days(std::chrono::year(1) / 1 / 1)};

/// An answer that is text, not JSON. Every answer with a `content_type` carries its `text` as it is.
struct Text {
    static constexpr char content_type[] = "text/plain; charset=utf-8";
    std::string text;
};

/// 201: the new object's uid. The audit event's uid travels in the header AuditUid, as with Palette.
struct Uid {
    std::string uid;
    std::string audit_uid{};
};
BOOST_DESCRIBE_STRUCT(Uid, (), (uid))

enum class ObjectState { active, deleting };

/// What a client may say of an object; timestamps that Go clients always send are ignored.
struct MetaInput {
    std::string name;
    std::map<std::string, std::string> labels;
    std::map<std::string, std::string> annotations;
};
BOOST_DESCRIBE_STRUCT(MetaInput, (), (name, labels, annotations))

/// Palette's v1ObjectMeta. Never null: its clients read it without looking.
struct ObjectMeta {
    std::string uid;
    std::string name;
    std::map<std::string, std::string> labels{};
    std::map<std::string, std::string> annotations{};
    Time creationTimestamp{};
    Time lastModifiedTimestamp{};
    std::string deletionTimestamp = "0001-01-01T00:00:00.000Z";  ///< Go's zero time: not deleted
};
BOOST_DESCRIBE_STRUCT(ObjectMeta, (),
                      (uid, name, labels, annotations, creationTimestamp, lastModifiedTimestamp,
                       deletionTimestamp))

struct NamedUid {
    std::string uid;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedUid, (), (uid, name))

template <class T>
struct Items {
    std::vector<T> items;
    BOOST_DESCRIBE_CLASS(Items, (), (items), (), ())
};

/// Palette's v1ListMetaData.
struct ListMeta {
    std::string continue_;  ///< empty: that was the last page
    int count = 0;
    int limit = 0;
    int offset = 0;
};
BOOST_DESCRIBE_STRUCT(ListMeta, (), (continue_, count, limit, offset))

template <class T>
struct ItemsPage {
    std::vector<T> items;
    ListMeta listmeta;
    BOOST_DESCRIBE_CLASS(ItemsPage, (), (items, listmeta), (), ())
};

/// An answer that is a bare list, without the object around it.
template <class T>
struct BareItems {
    std::vector<T> bare_items;
};

/// What Palette's lists take. `filters` is "metadata.name=X" joined by AND, `orderBy` "metadata.name=1"; the
/// projection that `fields` asks for is not made: every field is there.
struct ListWanted {
    std::optional<std::string> fields;
    std::optional<std::string> filters;
    std::optional<std::string> orderBy;
    std::optional<int> limit;
    std::optional<int> offset;
    std::optional<std::string> continue_;
};
BOOST_DESCRIBE_STRUCT(ListWanted, (), (fields, filters, orderBy, limit, offset, continue_))

/// Palette's v1FilterString. Null lets all through.
struct FilterString {
    std::optional<std::string> eq;
    std::optional<std::string> ne;
    std::optional<std::string> contains;
    std::optional<std::string> beginsWith;
    std::optional<bool> ignoreCase;  ///< true where absent
};
BOOST_DESCRIBE_STRUCT(FilterString, (), (eq, ne, contains, beginsWith, ignoreCase))

enum class SortOrder { asc, desc };
enum class SortField { name, creationTimestamp, lastModifiedTimestamp };
struct SortBy {
    std::optional<SortField> field;
    std::optional<SortOrder> order;
};
BOOST_DESCRIBE_STRUCT(SortBy, (), (field, order))

/// One step of an RFC 6902 patch; only `replace` of the members that the endpoint names is taken.
struct PatchStep {
    std::string op;
    std::string path;
    std::optional<std::string> value;
};
BOOST_DESCRIBE_STRUCT(PatchStep, (), (op, path, value))

/// Path parameter only.
template <class Id>
struct ByUid {
    Id uid;
    BOOST_DESCRIBE_CLASS(ByUid, (), (uid), (), ())
};

/// Path parameter and `?force=`.
template <class Id>
struct Removal {
    Id uid;
    bool force = false;
    BOOST_DESCRIBE_CLASS(Removal, (), (uid, force), (), ())
};

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())
BOOST_DESCRIBE_STRUCT(NoContent, (), ())

}  // namespace gatehouse::contract

namespace gatehouse {
template <>
inline constexpr std::pair<contract::ObjectState, std::string_view> enum_names<contract::ObjectState>[] = {
    {contract::ObjectState::active, "active"},
    {contract::ObjectState::deleting, "deleting"},
};
template <>
inline constexpr std::pair<contract::SortOrder, std::string_view> enum_names<contract::SortOrder>[] = {
    {contract::SortOrder::asc, "asc"}, {contract::SortOrder::desc, "desc"}};
template <>
inline constexpr std::pair<contract::SortField, std::string_view> enum_names<contract::SortField>[] = {
    {contract::SortField::name, "name"},
    {contract::SortField::creationTimestamp, "creationTimestamp"},
    {contract::SortField::lastModifiedTimestamp, "lastModifiedTimestamp"}};
}  // namespace gatehouse
