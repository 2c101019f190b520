#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "http/message.h"

namespace gatehouse::test {

/// The API's document (OpenAPI), and whether what travels keeps to it.
class ApiDocument {
public:
    explicit ApiDocument(std::string const& text) : document_(boost::json::parse(text)) {}

    /// What is wrong with an answer: a status, media type or member that the document does not tell of. And
    /// where the server took a request: what the document says should have been refused.
    std::vector<std::string> complaints(http::Request const& request, http::Response const& response) const;

private:
    /// Null where the document has no such path and method.
    boost::json::object const* operation(http::Request const& request) const;
    boost::json::value const& resolved(boost::json::value const& part) const;
    void check_answer(boost::json::object const& operation, http::Response const& response,
                      std::vector<std::string>& complaints) const;
    void check_request(boost::json::object const& operation, http::Request const& request,
                       std::vector<std::string>& complaints) const;

    boost::json::value document_;
};

}  // namespace gatehouse::test
