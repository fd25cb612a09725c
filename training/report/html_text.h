#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::report {

/// Text as it may stand in HTML, in an element or a quoted attribute: & < > " ' are escaped,
/// control characters dropped, bytes that are no UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string escapeHtml(std::string_view text);

struct HtmlAttribute {
    std::string_view name;
    std::string value; ///< escaped when written
};
using HtmlAttributes = std::initializer_list<HtmlAttribute>;

/// Writes well-formed HTML: all text is escaped, and take() stops the program when an element was
/// left open.
class HtmlText {
public:
    HtmlText();

    HtmlText& open(std::string_view tag, HtmlAttributes attributes = {});
    HtmlText& close(); ///< the innermost open element
    HtmlText& text(std::string_view text);
    /// An element with nothing but text.
    HtmlText& element(std::string_view tag, std::string_view text, HtmlAttributes attributes = {});
    /// An element without content: meta, col, the shapes of SVG.
    HtmlText& empty(std::string_view tag, HtmlAttributes attributes = {});
    /// A style element; `css` is ours, never a user's.
    HtmlText& style(std::string_view css);

    [[nodiscard]] std::string take();

private:
    void begin(std::string_view tag, HtmlAttributes attributes);

    std::string out_;
    std::vector<std::string> openTags_;
};

} // namespace stipple::report
