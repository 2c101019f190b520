#include "store/team_store.h"

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::Team> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::Team& team) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        team.uid = TeamUid(text(row, "uid"));
        team.meta = meta(row);
    }
    static void to_base(gatehouse::model::Team const& team, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", team.uid);
        set(row, team.meta);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

namespace {

Conditions conditions_of(TeamQuery const& query) {
    Conditions conditions;
    conditions.compare("name", "name_key", query.name);
    return conditions;
}

}  // namespace

std::vector<UserUid> TeamStore::members(TeamUid const& uid) const {
    soci::rowset<std::string> const rows =
        (sql_.prepare << "SELECT person_uid FROM team_member WHERE team_uid = :uid ORDER BY person_uid",
         use(uid.str(), "uid"));
    std::vector<UserUid> members;
    for (auto const& member : rows)
        members.emplace_back(member);
    return members;
}

std::vector<model::Team> TeamStore::list(Visibility const&, TeamQuery const& query, Page const& page) const {
    auto const conditions = conditions_of(query);
    auto statement = (sql_.prepare << "SELECT * FROM team" << conditions.where() << order_by(query.order)
                                   << limit_of(page));
    conditions.bind(statement);
    soci::rowset<model::Team> const rows = statement;
    auto teams = store::all(rows);
    for (auto& team : teams)
        team.members = members(team.uid);
    return teams;
}

int TeamStore::count(Visibility const&, TeamQuery const& query, int most) const {
    return conditions_of(query).count(sql_, "team", most);
}

Result<model::Team> TeamStore::find(Visibility const&, TeamUid const& uid) const {
    model::Team team;
    sql_ << "SELECT * FROM team WHERE uid = :uid", use(uid.str(), "uid"), into(team);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such team");
    team.members = members(uid);
    return team;
}

std::optional<std::string> TeamStore::name_of(TeamUid const& uid) const {
    std::string name;
    sql_ << "SELECT name FROM team WHERE uid = :uid", use(uid.str(), "uid"), into(name);
    return sql_.got_data() ? std::optional(name) : std::nullopt;
}

std::vector<model::TeamName> TeamStore::of(UserUid const& user) const {
    soci::rowset<soci::row> const rows =
        (sql_.prepare << "SELECT t.uid, t.name FROM team t JOIN team_member m ON m.team_uid = t.uid "
                         "WHERE m.person_uid = :user ORDER BY t.name_key",
         use(user.str(), "user"));
    std::vector<model::TeamName> teams;
    for (auto const& row : rows)
        teams.push_back({TeamUid(row.get<std::string>(0)), row.get<std::string>(1)});
    return teams;
}

Result<void> TeamStore::refuse_taken(model::Team const& team) const {
    std::string uid;
    std::string name;
    auto const key = sshkey::name_key(team.meta.name);
    sql_ << "SELECT uid, name FROM team WHERE name_key = :key AND uid <> :but", use(key, "key"),
        use(team.uid.str(), "but"), into(uid), into(name);
    if (!sql_.got_data())
        return {};
    return refuse(Error{Code::conflict,
                        fmt::format("the team \"{}\" has this name already; choose another", name),
                        "/metadata/name", "NAME_TAKEN", uid});
}

Result<TeamUid> TeamStore::add(model::Team team) {
    team.uid = TeamUid(crypto::new_uid(now_));
    team.meta.created = team.meta.modified = now_;
    TRY(refuse_taken(team));
    sql_ << "INSERT INTO team (uid, name, name_key, labels, annotations, created_at, modified_at) VALUES "
            "(:uid, :name, :name_key, :labels, :annotations, :created_at, :modified_at)",
        row_of(team);
    for (auto const& member : team.members)
        add_member(team.uid, member);
    return team.uid;
}

Result<void> TeamStore::update(model::Team const& wanted) {
    auto team = wanted;
    team.meta.modified = now_;
    TRY(refuse_taken(team));
    sql_ << "UPDATE team SET name = :name, name_key = :name_key, labels = :labels, annotations = "
            ":annotations, modified_at = :modified_at WHERE uid = :uid",
        row_of(team);
    sql_ << "DELETE FROM team_member WHERE team_uid = :uid", use(team.uid.str(), "uid");
    for (auto const& member : team.members)
        add_member(team.uid, member);
    return {};
}

void TeamStore::add_member(TeamUid const& team, UserUid const& user) {
    sql_ << "INSERT INTO team_member (team_uid, person_uid) VALUES (:team, :person) ON CONFLICT DO NOTHING",
        use(team.str(), "team"), use(user.str(), "person");
}

void TeamStore::remove(TeamUid const& uid) {
    sql_ << "DELETE FROM role_binding WHERE holder_uid = :uid", use(uid.str(), "uid");
    sql_ << "DELETE FROM team WHERE uid = :uid", use(uid.str(), "uid");
}

}  // namespace gatehouse::store
