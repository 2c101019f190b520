#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace gatehouse::test {

/// Whether JSON keeps to a JSON Schema, for the keywords that json/schema.h writes; it complains of any
/// other, so that no keyword is written in vain.
class SchemaCheck {
public:
    /// closed: a member that the schema does not name is a fault. What the server says is all in its
    /// document, though clients must bear more.
    enum class Members { open, closed };

    /// References are looked up in `document`.
    SchemaCheck(boost::json::value const& document, Members members)
        : document_(document), members_(members) {}

    void check(boost::json::value const& found, boost::json::value const& schema, std::string const& at = "");

    /// What is wrong, one sentence each, beginning with the JSON pointer.
    std::vector<std::string> complaints;

private:
    void check_type(boost::json::value const& found, boost::json::value const& wanted, std::string const& at);
    void check_object(boost::json::object const& found, boost::json::object const& schema,
                      std::string const& at);
    void check_format(boost::json::value const& found, std::string_view format, std::string const& at);
    void check_any(boost::json::value const& found, boost::json::array const& schemas, std::string const& at);

    boost::json::value const& document_;
    Members members_;
};

}  // namespace gatehouse::test
