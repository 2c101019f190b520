#include "tests/unit/sshkey/mutator.h"

#include "crypto/digest.h"
#include "tests/unit/sshkey/test_keys.h"

namespace gatehouse::sshkey {

namespace {

/// The fields of a blob, as far as they are whole.
std::vector<std::string> split(std::string const& blob) {
    std::vector<std::string> fields;
    for (std::size_t at = 0; at + 4 <= blob.size();) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8 | static_cast<unsigned char>(blob[at + i]);
        if (length > blob.size() - at - 4)
            break;
        fields.push_back(blob.substr(at + 4, length));
        at += 4 + length;
    }
    return fields;
}

}  // namespace

std::string Mutator::next() {
    auto text = one_of(texts_);
    switch (below(8)) {
    case 0:
    case 1:
        return change_text(std::move(text));
    case 2:
        return change_text(change_text(std::move(text)));
    case 3:
    case 4:
        return change_dress(std::move(text));
    default:
        return change_field(std::move(text));
    }
}

std::string Mutator::change_text(std::string text) {
    static std::string const nul(1, '\0');
    static std::vector<std::string> const pieces{
        " ",    "\t",   "\n",       "\r",           "=", "A", "/", "#", ",", "\"",       "\\",         "%",
        "ssh-", "AAAA", "\xc3\xab", "\xe2\x80\xae", nul, "0", "z", "+", "-", "restrict", "-----BEGIN", "@"};
    auto const at = below(text.size() + 1);
    switch (at == text.size() ? 0 : below(4)) {
    case 0:
        return text.insert(at, one_of(pieces));
    case 1:
        return text.erase(at, 1 + below(3));
    case 2:
        text[at] = any_byte();
        return text;
    default:
        return text.replace(at, 1, one_of(pieces));
    }
}

/// What must not matter: blanks, line ends, comments.
std::string Mutator::change_dress(std::string text) {
    static std::vector<std::string> const blanks{" ", "\t", "  ", " \t "};
    static std::vector<std::string> const ends{"", "\n", "\r\n", " ", "\t"};
    if (auto const first = text.find(' '); first != std::string::npos)
        text.replace(first, 1, one_of(blanks));
    text += " comment " + std::to_string(below(1'000'000)) + " ssh-rsa AAAA \"quoted\" #";
    if (below(4) == 0)
        text.insert(0, one_of(blanks));
    return text + one_of(ends);
}

std::string Mutator::change_field(std::string text) {
    auto const begin = std::min(text.find(' '), text.size() - 1) + 1;
    auto const end = std::min(text.find_first_of(" \r\n", begin), text.size());
    auto const blob = crypto::from_base64(text.substr(begin, end - begin));
    auto fields = split(blob.value_or(""));
    if (fields.empty())  // no key that could be taken apart
        return change_text(std::move(text));
    change_one(fields);
    std::string changed;
    for (auto const& field : fields)
        changed += wire(field);
    if (below(8) == 0)
        changed = change_length(std::move(changed), fields);
    return key_text(text.substr(0, begin - 1), changed, below(2) == 0 ? "" : "mutant");
}

void Mutator::change_one(std::vector<std::string>& fields) {
    auto& field = fields[below(fields.size())];
    switch (below(6)) {
    case 0:
        if (!field.empty())
            field[below(field.size())] = any_byte();
        break;
    case 1:
        field.insert(below(field.size() + 1), 1, any_byte());
        break;
    case 2:
        if (!field.empty())
            field.pop_back();
        break;
    case 3:
        field.insert(0, 1, '\0');
        break;
    case 4:
        fields.push_back("ssh:" + std::to_string(below(1000)));
        break;
    default:
        if (fields.front().starts_with("sk-"))
            fields.back() = "ssh:" + std::to_string(below(1'000'000));
        else
            std::swap(field, fields[below(fields.size())]);
    }
}

/// Changes one bit of one field's length, and nothing of its bytes.
std::string Mutator::change_length(std::string blob, std::vector<std::string> const& fields) {
    std::size_t at = 0;
    for (std::size_t field = 0, changed = below(fields.size()); field < changed; ++field)
        at += 4 + fields[field].size();
    blob[at + below(4)] ^= static_cast<char>(1U << below(8));
    return blob;
}

}  // namespace gatehouse::sshkey
