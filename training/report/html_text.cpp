#include "training/report/html_text.h"

#include "engine/base/assert.h"

namespace stipple::report {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd"; // U+FFFD

// Bytes of the UTF-8 sequence at the front of `text`, or 0 when there is none.
std::size_t sequenceLength(std::string_view text) {
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byteAt(0);
    const std::size_t length = first < 0x80U    ? 1
                               : first < 0xc2U  ? 0
                               : first < 0xe0U  ? 2
                               : first < 0xf0U  ? 3
                               : first <= 0xf4U ? 4
                                                : 0;
    if (length == 0 || length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(i) & 0xc0U) != 0x80U) {
            return 0;
        }
    }
    // overlong forms, surrogates and numbers past the end of Unicode
    const bool wrong =
        (first == 0xe0U && byteAt(1) < 0xa0U) || (first == 0xedU && byteAt(1) > 0x9fU) ||
        (first == 0xf0U && byteAt(1) < 0x90U) || (first == 0xf4U && byteAt(1) > 0x8fU);
    return wrong ? 0 : length;
}

void appendAscii(std::string& out, char letter) {
    switch (letter) {
    case '&':
        out += "&amp;";
        return;
    case '<':
        out += "&lt;";
        return;
    case '>':
        out += "&gt;";
        return;
    case '"':
        out += "&quot;";
        return;
    case '\'':
        out += "&#39;";
        return;
    default:
        break;
    }
    const bool control =
        (letter >= 0 && letter < ' ' && letter != '\n' && letter != '\t') || letter == 0x7f;
    if (!control) {
        out += letter;
    }
}

} // namespace

std::string escapeHtml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 1) {
            appendAscii(out, text[0]);
        } else {
            out += length == 0 ? kReplacement : text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
}

HtmlText::HtmlText() : out_("<!DOCTYPE html>\n") {}

void HtmlText::begin(std::string_view tag, HtmlAttributes attributes) {
    out_ += '<';
    out_ += tag;
    for (const HtmlAttribute& attribute : attributes) {
        out_ += ' ';
        out_ += attribute.name;
        out_ += "=\"";
        out_ += escapeHtml(attribute.value);
        out_ += '"';
    }
}

HtmlText& HtmlText::open(std::string_view tag, HtmlAttributes attributes) {
    begin(tag, attributes);
    out_ += ">";
    openTags_.emplace_back(tag);
    return *this;
}

HtmlText& HtmlText::close() {
    STIPPLE_ASSERT(!openTags_.empty(), "only an open element can be closed");
    out_ += "</" + openTags_.back() + ">\n";
    openTags_.pop_back();
    return *this;
}

HtmlText& HtmlText::text(std::string_view text) {
    out_ += escapeHtml(text);
    return *this;
}

HtmlText& HtmlText::element(std::string_view tag, std::string_view content,
                            HtmlAttributes attributes) {
    return open(tag, attributes).text(content).close();
}

HtmlText& HtmlText::empty(std::string_view tag, HtmlAttributes attributes) {
    begin(tag, attributes);
    out_ += "/>\n";
    return *this;
}

HtmlText& HtmlText::style(std::string_view css) {
    out_ += "<style>\n";
    out_ += css;
    out_ += "</style>\n";
    return *this;
}

std::string HtmlText::take() {
    STIPPLE_ASSERT(openTags_.empty(), "every element was closed");
    return std::move(out_);
}

} // namespace stipple::report
