#pragma once

#include <string>

namespace gatehouse::service {

/// What this installation is to those outside: fixed at start.
struct Installation {
    std::string public_url;  ///< "https://console.example.com:8443", without a slash at its end
    std::string ca_pem;      ///< the CA certificate that nodes pin
    std::string ca_pin;      ///< its SHA-256 in hex
    bool sends_mail = false;
};

}  // namespace gatehouse::service
