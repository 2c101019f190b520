#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gatehouse::sshkey {

/// A display name is inert text: NFC already (we never silently change what somebody typed), 1 to
/// `most_code_points`, no character that cannot be seen, no space at either end.
Result<void> check_name(std::string_view name, int most_code_points, std::string const& field);

/// What two names must differ in: NFKC case folding (Unicode Standard section 3.13, toNFKC_Casefold).
std::string name_key(std::string_view name);

/// An account on a node: ^[a-z_][a-z0-9_-]{0,31}$, which is what useradd(8) takes.
Result<void> check_login(std::string_view login, std::string const& field);

/// One pattern of sshd's from= list: an IP address or a CIDR range, with or without "!" in front. Host names
/// and wildcards are refused: a name would make sshd believe whoever owns the reverse zone.
Result<void> check_from(std::string_view pattern, std::string const& field);

/// The whole list: each pattern, and at least one that is not negated, or the list would match nobody
/// (ssh_config(5), PATTERNS). An empty list means "from anywhere".
Result<void> check_from_list(std::vector<std::string> const& patterns, std::string const& field);

}  // namespace gatehouse::sshkey
