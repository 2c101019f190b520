#pragma once

#include "server/settings.h"

namespace gatehouse::server {

/// Saves database, keys and own certificates into the new directory `settings.backup`, also beside a running
/// server; the exit status. Throws where anything is missing or damaged, and leaves nothing then.
int back_up(Settings const& settings);

/// Puts such a backup in the place of the database, which is kept beside it; shows first which access that
/// would bring back, and takes it back. Files of keys and certificates come from the backup only where the
/// state directory has none. The exit status; throws where the server runs or the backup is not sound.
int restore(Settings const& settings);

}  // namespace gatehouse::server
