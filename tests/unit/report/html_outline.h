#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::report {

/// One start tag as it stands in a document.
struct HtmlTag {
    std::string name;
    std::map<std::string, std::string> attributes; ///< not unescaped
    std::vector<std::string> inside;               ///< open elements around it, outermost first
    std::string text;                              ///< directly inside, up to the first child
};

/// The start tags of `html` in their order. `fault` says what is not well-formed: an end tag that
/// does not fit, an element left open, an attribute without quotes. A strict reader of what
/// reportHtml may write, not of any HTML.
struct HtmlOutline {
    std::vector<HtmlTag> tags;
    std::string fault;
};
[[nodiscard]] HtmlOutline outlineOf(std::string_view html);

} // namespace stipple::report
