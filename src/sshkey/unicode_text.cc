#include "sshkey/unicode_text.h"

#include <stdexcept>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace gatehouse::sshkey {

namespace {

void must_succeed(UErrorCode status) {
    if (U_FAILURE(status))
        throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

}  // namespace

std::int32_t next_code_point(std::string_view text, std::size_t& at) {
    auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text.data());
    UChar32 code_point = malformed;
    U8_NEXT(bytes, at, text.size(), code_point);
    return code_point < 0 ? malformed : code_point;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (next_code_point(text, at) == malformed)
            return false;
    return true;
}

std::size_t count_code_points(std::string_view utf8) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < utf8.size(); ++count)
        next_code_point(utf8, at);
    return count;
}

bool is_hidden(std::int32_t code_point) {
    constexpr std::int32_t text_style = 0xFE0E;
    constexpr std::int32_t emoji_style = 0xFE0F;
    if (code_point == text_style || code_point == emoji_style)
        return false;
    constexpr auto categories = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK | U_GC_CS_MASK;
    return (U_GET_GC_MASK(code_point) & categories) != 0 || U_IS_UNICODE_NONCHAR(code_point) ||
           u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_white_space(std::int32_t code_point) { return u_isUWhiteSpace(code_point); }

bool is_nfc(std::string_view utf8) {
    auto status = U_ZERO_ERROR;
    auto const* const nfc = icu::Normalizer2::getNFCInstance(status);
    must_succeed(status);
    auto const normal = nfc->isNormalizedUTF8(piece(utf8), status);
    must_succeed(status);
    return normal;
}

std::string nfkc_casefold(std::string_view utf8) {
    auto status = U_ZERO_ERROR;
    auto const* const form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    must_succeed(status);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    form->normalizeUTF8(0, piece(utf8), sink, nullptr, status);
    must_succeed(status);
    return out;
}

}  // namespace gatehouse::sshkey
