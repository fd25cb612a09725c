#include "tests/unit/report/html_outline.h"

namespace stipple::report {

namespace {

// Reads name="value" pairs; false when something else stands there.
bool readAttributes(std::string_view text, HtmlTag& tag) {
    while (true) {
        const std::size_t start = text.find_first_not_of(" \n");
        if (start == std::string_view::npos) {
            return true;
        }
        text.remove_prefix(start);
        const std::size_t equals = text.find("=\"");
        if (equals == std::string_view::npos) {
            return false;
        }
        const std::size_t end = text.find('"', equals + 2);
        const std::string name(text.substr(0, equals));
        if (end == std::string_view::npos || name.find_first_of(" <>'\"") != std::string::npos ||
            tag.attributes.contains(name)) {
            return false;
        }
        tag.attributes[name] = text.substr(equals + 2, end - equals - 2);
        text.remove_prefix(end + 1);
    }
}

} // namespace

HtmlOutline outlineOf(std::string_view html) {
    HtmlOutline outline;
    constexpr std::string_view kDoctype = "<!DOCTYPE html>";
    if (!html.starts_with(kDoctype)) {
        outline.fault = "no doctype";
        return outline;
    }
    std::vector<std::string> open;
    std::size_t at = kDoctype.size();
    while (outline.fault.empty()) {
        const std::size_t less = html.find('<', at);
        if (less == std::string_view::npos) {
            break;
        }
        const std::size_t greater = html.find('>', less);
        if (greater == std::string_view::npos) {
            outline.fault = "a tag without its end";
            break;
        }
        std::string_view inner = html.substr(less + 1, greater - less - 1);
        at = greater + 1;
        if (inner.starts_with('/')) {
            if (open.empty() || open.back() != inner.substr(1)) {
                outline.fault = "unexpected </" + std::string(inner.substr(1)) + ">";
                break;
            }
            open.pop_back();
            continue;
        }
        const bool closed = inner.ends_with('/');
        if (closed) {
            inner.remove_suffix(1);
        }
        const std::size_t space = inner.find(' ');
        HtmlTag tag{.name = std::string(inner.substr(0, space)),
                    .attributes = {},
                    .inside = open,
                    .text = std::string(html.substr(at, html.find('<', at) - at))};
        if (space != std::string_view::npos && !readAttributes(inner.substr(space), tag)) {
            outline.fault = "bad attributes: " + std::string(inner);
        }
        if (!closed) {
            open.push_back(tag.name);
        }
        outline.tags.push_back(std::move(tag));
    }
    if (outline.fault.empty() && !open.empty()) {
        outline.fault = "left open: " + open.back();
    }
    return outline;
}

} // namespace stipple::report
