#pragma once

namespace gatehouse::server {

/// Tells the service manager that started us, where one wants to know, that the service is up: sd_notify(3)'s
/// READY=1 to the datagram socket that NOTIFY_SOCKET names. What fails is logged; the manager then runs into
/// its own time limit.
void tell_ready();

}  // namespace gatehouse::server
