#include "contract/endpoint.h"

namespace gatehouse::contract {

std::string_view name(Method method) {
    switch (method) {
    case Method::get:
        return "GET";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::patch:
        return "PATCH";
    case Method::remove:
        return "DELETE";
    }
    return "";
}

}  // namespace gatehouse::contract
