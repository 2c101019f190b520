#include "sshkey/key_line.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "crypto/digest.h"
#include "sshkey/key_type.h"
#include "sshkey/other_formats.h"
#include "sshkey/private_key_detector.h"
#include "sshkey/refusal.h"
#include "sshkey/unicode_text.h"

namespace gatehouse::sshkey {

namespace {

// What sshd skips between the fields of a line (auth-options and sshkey parsing know no other white space).
constexpr std::string_view blanks = " \t";
constexpr auto npos = std::string_view::npos;

std::string_view trim(std::string_view text) {
    auto const begin = text.find_first_not_of(blanks);
    if (begin == npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// The text up to the next blank; `rest` moves to what follows the blanks.
std::string_view take_word(std::string_view& rest) {
    auto const word = rest.substr(0, rest.find_first_of(blanks));
    rest = trim(rest.substr(word.size()));
    return word;
}

Result<void> check_size(std::string_view text) {
    if (text.size() > most_key_text_bytes)
        return refuse_key("TOO_LARGE",
                          fmt::format("the text has {} bytes and a public key at most {}: paste the one "
                                      "line in the file whose name ends in .pub",
                                      text.size(), most_key_text_bytes));
    if (text.find_first_not_of(" \t\r\n") == npos)
        return refuse_key("EMPTY",
                          "there is no key: paste the line in the file whose name ends in .pub, for example "
                          "what `cat ~/.ssh/id_ed25519.pub` prints");
    return {};
}

Result<void> check_encoding(std::string_view text) {
    if (!is_utf8(text))
        return refuse_key("ENCODING",
                          "the text is not UTF-8: save the file as UTF-8, or print the line again with "
                          "`ssh-keygen -y -f <private key>`");
    // OpenSSH does not read such a line either, so stripping the mark would accept what a file may not hold.
    if (text.starts_with("\xEF\xBB\xBF"))
        return refuse_key("ENCODING",
                          "the text starts with a byte order mark: save the file as UTF-8 without BOM");
    return {};
}

std::string_view without_line_end(std::string_view text) {
    for (std::string_view const end : {"\r\n", "\n", "\r"})
        if (text.ends_with(end))
            return text.substr(0, text.size() - end.size());
    return text;
}

// A terminal, a log or a web page would act on these characters or show another text than the one that
// counts.
Result<void> check_visible(std::string_view text) {
    std::size_t position = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const code_point = next_code_point(text, at);
        ++position;
        auto const line_end =
            code_point == '\n' || (code_point == '\r' && at < text.size() && text[at] == '\n');
        if (code_point == '\t' || line_end || !is_hidden(code_point))
            continue;
        return refuse_key("CONTROL_CHAR",
                          fmt::format("character {} of the text is U+{:04X}, which cannot be seen: "
                                      "remove it, or print the line again with `ssh-keygen -y -f "
                                      "<private key>`",
                                      position, static_cast<std::uint32_t>(code_point)));
    }
    return {};
}

Result<void> check_one_line(std::string_view text) {
    auto const lines = std::ranges::count(text, '\n') + 1;
    if (lines > 1)
        return refuse_key("MULTIPLE_LINES",
                          fmt::format("the text has {} lines and a key is one line: register each "
                                      "key by itself, and if one key was wrapped, join its lines",
                                      lines));
    return {};
}

bool looks_like_base64_of_a_key(std::string_view word) {
    return word.starts_with("AAAA");  // every blob starts with a length below 256
}

bool has_family_name(std::string_view word) {
    auto const plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '@';
    };
    return std::ranges::all_of(word, plain) && (word.starts_with("ssh-") || word.starts_with("ecdsa-") ||
                                                word.starts_with("sk-") || word.starts_with("rsa-sha2-"));
}

bool is_number(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Error> refuse_type(std::string_view word) {
    // Only what is certainly a type is shown, and not all of a long one: anything may stand there, also a
    // password.
    constexpr std::size_t longest_shown = 40;
    auto const shown = is_number(word)         ? std::string("of SSH protocol 1")
                       : has_family_name(word) ? std::string(word.substr(0, longest_shown))
                                               : std::string("in front of the base64 part");
    return refuse_key(
        "TYPE_UNSUPPORTED",
        fmt::format("the key type {} is not one that Gatehouse takes: make a key with `ssh-keygen -t "
                    "ed25519`",
                    shown));
}

/// Why a line whose first word is no allowed type is refused: options and host names stand in front of a
/// type, unknown types stand in front of base64, and the rest is not a key line at all.
tl::unexpected<Error> refuse_first_word(std::string_view first, std::string_view rest) {
    if (is_certificate_type(first))
        return refuse_key("CERTIFICATE_NOT_KEY",
                          "this is an SSH certificate, which ends by itself and is not a key: "
                          "paste the .pub file it was made from, without -cert in its name");
    if (first == "ssh-dss")
        return refuse_key("TYPE_DSA",
                          "this is a DSA key, which OpenSSH has disabled since 7.0: make a new one with "
                          "`ssh-keygen -t ed25519`");
    auto words = rest;
    auto const second = take_word(words);
    if (looks_like_base64_of_a_key(second) || (is_number(first) && is_number(second)))
        return refuse_type(first);
    for (auto word = second; !word.empty(); word = take_word(words))
        if (find_key_type(word) || is_certificate_type(word) || looks_like_base64_of_a_key(word))
            return refuse_key(
                "OPTIONS_OR_PREFIX",
                "something stands in front of the key's type: remove options, host names and line "
                "numbers, so that the line starts like `ssh-ed25519 AAAA`; what a key may do is set "
                "on the cluster");
    if (has_family_name(first))
        return refuse_type(first);
    if (looks_like_base64_of_a_key(first))
        return refuse_key("FORMAT",
                          "the type in front of the base64 part is missing: copy the whole line of the "
                          ".pub file");
    return refuse_key("FORMAT_UNKNOWN",
                      "this is not an OpenSSH public key: paste the line in the file whose name ends "
                      "in .pub; it starts like `ssh-ed25519 AAAA`");
}

Result<void> check_comment(std::string_view comment) {
    auto const length = count_code_points(comment);
    if (length > most_comment_code_points)
        return refuse_key(
            "COMMENT_TOO_LONG",
            fmt::format("the comment behind the key has {} characters and may have {}: shorten it with "
                        "`ssh-keygen -c -f <private key>`",
                        length, most_comment_code_points));
    return {};
}

/// Strict, because a lenient decoder gives one key many texts (RFC 4648 sections 3.5 and 12).
Result<std::string> decode(std::string_view word) {
    if (word.empty())
        return refuse_key("FORMAT", "nothing follows the key's type: copy the whole line of the .pub file");
    if (std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return refuse_key("NON_ASCII_IN_KEY",
                          "the base64 part holds letters that only look like Latin ones: print "
                          "the line again with `ssh-keygen -y -f <private key>`");
    if (auto blob = crypto::from_base64(word))
        return std::move(*blob);
    auto body = word;
    while (body.ends_with('=') && word.size() - body.size() < 2)
        body.remove_suffix(1);
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (word.size() % 4 == 0 && body.find_first_not_of(alphabet) == npos)
        return refuse_key("BASE64_NONCANONICAL",
                          "the unused bits at the end of the base64 part are not zero: its last "
                          "letters were changed; print the line again with `ssh-keygen -y -f "
                          "<private key>`");
    return refuse_key("BASE64",
                      "the part behind the type is not padded standard base64 (RFC 4648 section 4): it was "
                      "cut, wrapped or rewritten; print the line again with `ssh-keygen -y -f <private "
                      "key>`");
}

}  // namespace

Result<KeyLine> read_key_line(std::string_view text) {
    TRY(check_size(text));
    TRY(check_encoding(text));
    TRY(refuse_private_key(text));
    text = without_line_end(text);
    TRY(check_visible(text));
    TRY(refuse_other_formats(text));
    TRY(check_one_line(text));

    auto rest = trim(text);
    auto const first = take_word(rest);
    auto const type = find_key_type(first);
    if (!type)
        return refuse_first_word(first, rest);
    auto const encoded = take_word(rest);
    TRY(check_comment(rest));
    KeyLine line{.type = *type, .blob = TRY(decode(encoded)), .comment = std::string(rest)};
    std::ranges::replace(line.comment, '\t', ' ');
    return line;
}

}  // namespace gatehouse::sshkey
