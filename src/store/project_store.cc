#include "store/project_store.h"

#include <algorithm>

#include "crypto/random.h"
#include "sshkey/names.h"
#include "store/rows.h"
#include "store/topic.h"

namespace soci {
template <>
struct type_conversion<gatehouse::model::Project> {
    using base_type = values;
    static void from_base(values const& row, indicator, gatehouse::model::Project& project) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        project.uid = ProjectUid(text(row, "uid"));
        project.meta = meta(row);
        project.deleting = maybe_time(row, "deleting_since");
    }
    static void to_base(gatehouse::model::Project const& project, values& row, indicator& state) {
        using namespace gatehouse;
        using namespace gatehouse::store;
        set(row, "uid", project.uid);
        set(row, project.meta);
        state = i_ok;
    }
};
}  // namespace soci

namespace gatehouse::store {

using soci::into;
using soci::use;

bool ProjectStore::exists(ProjectUid const& uid) const {
    int found = 0;
    sql_ << "SELECT COUNT(*) FROM project WHERE uid = :uid", use(uid.str(), "uid"), into(found);
    return found > 0;
}

Result<std::string> ProjectStore::named(ProjectUid const& uid) const {
    std::string name;
    sql_ << "SELECT name FROM project WHERE uid = :uid", use(uid.str(), "uid"), into(name);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such project, or you have no role in it");
    return name;
}

Result<model::Project> ProjectStore::find(Visibility const& visible) const {
    model::Project project;
    auto const uid = visible.scope().str();
    sql_ << "SELECT * FROM project WHERE uid = :uid", use(uid, "uid"), into(project);
    if (!sql_.got_data())
        return refuse(Code::not_found, "there is no such project, or you have no role in it");
    return project;
}

std::vector<model::Project> ProjectStore::all() const {
    soci::rowset<model::Project> const rows = (sql_.prepare << "SELECT * FROM project ORDER BY name_key");
    return store::all(rows);
}

std::vector<model::Project> ProjectStore::known_to(policy::Rights const& rights) const {
    if (rights.reaches_every_project())
        return all();
    std::vector<model::Project> known;
    for (auto const& uid : rights.projects()) {
        model::Project project;
        sql_ << "SELECT * FROM project WHERE uid = :uid", use(uid.str(), "uid"), into(project);
        if (sql_.got_data())
            known.push_back(std::move(project));
    }
    std::ranges::sort(known, {},
                      [](model::Project const& project) { return sshkey::name_key(project.meta.name); });
    return known;
}

std::vector<model::Project> ProjectStore::deleting() const {
    soci::rowset<model::Project> const rows =
        (sql_.prepare << "SELECT * FROM project WHERE deleting_since IS NOT NULL");
    return store::all(rows);
}

Result<void> ProjectStore::refuse_taken(std::string const& name, ProjectUid const& but) const {
    std::string other;
    std::string other_name;
    auto const key = sshkey::name_key(name);
    sql_ << "SELECT uid, name FROM project WHERE name_key = :key AND uid <> :but", use(key, "key"),
        use(but.str(), "but"), into(other), into(other_name);
    if (!sql_.got_data())
        return {};
    return refuse(Error{Code::conflict,
                        fmt::format("the project \"{}\" has this name already; choose another", other_name),
                        "/metadata/name", "NAME_TAKEN", other});
}

Result<ProjectUid> ProjectStore::add(model::Meta const& meta) {
    TRY(refuse_taken(meta.name, ProjectUid{}));
    model::Project project{ProjectUid(crypto::new_uid(now_)), meta};
    project.meta.created = project.meta.modified = now_;
    sql_ << "INSERT INTO project (uid, name, name_key, labels, annotations, created_at, modified_at) VALUES "
            "(:uid, "
            ":name, :name_key, :labels, :annotations, :created_at, :modified_at)",
        row_of(project);
    return project.uid;
}

Result<void> ProjectStore::update(ProjectUid const& uid, model::Meta const& meta) {
    TRY(refuse_taken(meta.name, uid));
    model::Project project{uid, meta};
    project.meta.modified = now_;
    sql_ << "UPDATE project SET name = :name, name_key = :name_key, labels = :labels, annotations = "
            ":annotations, "
            "modified_at = :modified_at WHERE uid = :uid",
        row_of(project);
    return {};
}

void ProjectStore::mark_deleting(ProjectUid const& uid) {
    long long const at = to_micros(now_);
    sql_ << "UPDATE project SET deleting_since = :at WHERE uid = :uid", use(at, "at"), use(uid.str(), "uid");
}

void ProjectStore::remove(ProjectUid const& uid) {
    sql_ << "DELETE FROM ssh_key WHERE scope = :uid", use(uid.str(), "uid");
    sql_ << "DELETE FROM role_binding WHERE scope = :uid", use(uid.str(), "uid");
    sql_ << "DELETE FROM registration_token WHERE project_uid = :uid", use(uid.str(), "uid");
    auto const own_topic = topic(model::Scope::of(uid));
    sql_ << "DELETE FROM feed_change WHERE topic = :topic", use(own_topic, "topic");
    sql_ << "DELETE FROM project WHERE uid = :uid", use(uid.str(), "uid");
}

}  // namespace gatehouse::store
