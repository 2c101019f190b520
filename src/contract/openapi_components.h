#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

#include "json/schema.h"

// What the operations of the API's document share, each part written once.
namespace gatehouse::contract {

/// The document's "components": ways to sign in, common parameters, refusals, and these schemas.
json::Value components(json::Schemas const& schemas);

/// Refers to one of them: "parameters", "ProjectUid".
json::Value reference(std::string_view kind, std::string_view name);

/// Headers of an answer, by name and description.
json::Value headers(std::initializer_list<std::pair<std::string_view, std::string_view>> descriptions);

}  // namespace gatehouse::contract
