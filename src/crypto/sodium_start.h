#pragma once

namespace gatehouse::crypto {

/// Makes libsodium ready, once; every function that uses it calls this first. Safe to call from any thread.
void start_sodium();

}  // namespace gatehouse::crypto
