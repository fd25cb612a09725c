#include "training/report/report_svg.h"

#include "training/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace stipple::report {

namespace {

constexpr int kSide = 36;   // of a square, in the picture's own units
constexpr int kMargin = 30; // above a map, for the names of the patches

struct Extent {
    std::uint32_t left = ~0U, right = 0, top = ~0U, bottom = 0;
    void add(const MapBlock& block) {
        left = std::min(left, block.column);
        right = std::max(right, block.column);
        top = std::min(top, block.row);
        bottom = std::max(bottom, block.row);
    }
};

std::string number(std::int64_t value) {
    return fmt::format("{}", value);
}

std::string mapDescription(const ReportInput& input, const CoverageMap& map, MapMode mode) {
    std::string text;
    for (std::size_t zone = 0; zone < input.model.zones.size(); ++zone) {
        std::size_t all = 0;
        std::size_t thin = 0;
        std::size_t over = 0;
        double sum = 0.0;
        for (const MapBlock& block : map.blocks) {
            if (block.zone != zone) {
                continue;
            }
            const BlockFinding finding = findingOf(input.assignment, mode, block);
            ++all;
            thin += finding == BlockFinding::Thin ? 1U : 0U;
            over += finding == BlockFinding::Over ? 1U : 0U;
            sum += static_cast<double>(valueOf(mode, block));
        }
        if (all > 0 && input.model.zones[zone].treatable) {
            text += fmt::format("{}: mean {} over {} squares", input.model.zones[zone].label,
                                shortNumber(sum / static_cast<double>(all)), all);
            text +=
                mode == MapMode::Density ? ". " : fmt::format(", {} thin, {} over. ", thin, over);
        }
    }
    const auto outside = std::count_if(map.blocks.begin(), map.blocks.end(), [&](const auto& one) {
        return findingOf(input.assignment, mode, one) == BlockFinding::Outside;
    });
    return fmt::format("{}{} squares outside the lesson's zones were needled. The table of all "
                       "squares has every number.",
                       text, outside);
}

// The hatch of one square as a symbol: pattern fills would print as large pixel images.
void hatchSymbol(HtmlText& html, const std::string& id, bool crossed) {
    std::string lines;
    for (int i = 9; i < 2 * kSide; i += 9) {
        const int from = std::min(i, kSide);
        const int to = i - from;
        lines += fmt::format("M{} {}L{} {}", to, from, from, to);
        if (crossed) {
            lines += fmt::format("M{} {}L{} {}", kSide - to, from, kSide - from, to);
        }
    }
    html.open("symbol", {{"id", id}, {"viewBox", fmt::format("0 0 {} {}", kSide, kSide)}});
    // black on white, so that the lines show on every colour of the ramp
    for (const auto& [colour, width] : {std::pair{"#fff", "3"}, std::pair{"#000", "1.2"}}) {
        html.empty("path",
                   {{"d", lines}, {"stroke", colour}, {"stroke-width", width}, {"fill", "none"}});
    }
    html.close();
}

void hatchSymbols(HtmlText& html, const std::string& id) {
    html.open("defs");
    hatchSymbol(html, id + "-thin", false);
    hatchSymbol(html, id + "-over", true);
    html.close();
}

std::string blockText(MapMode mode, const MapBlock& block) {
    if (!block.needled) {
        return "0";
    }
    return fixedNumber(static_cast<double>(valueOf(mode, block)), mode == MapMode::Passes    ? 1
                                                                  : mode == MapMode::Density ? 0
                                                                                             : 2);
}

void drawBlock(HtmlText& html, const ReportInput& input, const MapBlock& block, MapMode mode,
               const Extent& extent, double share) {
    const std::string x =
        number(std::int64_t{kSide} * static_cast<int>(block.column - extent.left));
    const std::string y =
        number(kMargin + std::int64_t{kSide} * static_cast<int>(block.row - extent.top));
    const std::string side = number(kSide);
    const std::string id = fmt::format("map-{}", static_cast<int>(mode));
    const BlockFinding finding = findingOf(input.assignment, mode, block);
    const bool outside = finding == BlockFinding::Outside;
    html.open("g");
    html.element("title", fmt::format("{}: {}, {}", zoneLabel(input, block.zone),
                                      blockText(mode, block), findingName(finding)));
    html.empty("rect", {{"x", x},
                        {"y", y},
                        {"width", side},
                        {"height", side},
                        {"fill", fmt::format("#{:06x}", cividis(share))},
                        {"stroke", outside ? "#b00020" : "#fff"},
                        {"stroke-width", outside ? "4" : "1"}});
    if (finding == BlockFinding::Thin || finding == BlockFinding::Over) {
        html.empty("use", {{"href", fmt::format("#{}-{}", id, findingName(finding))},
                           {"x", x},
                           {"y", y},
                           {"width", side},
                           {"height", side}});
    }
    const int left = kSide * static_cast<int>(block.column - extent.left);
    const int top = kMargin + kSide * static_cast<int>(block.row - extent.top);
    // a plate of its own keeps the number readable over any colour and hatch
    html.empty("rect", {{"x", number(left + 1)},
                        {"y", number(top + 11)},
                        {"width", number(kSide - 2)},
                        {"height", "15"},
                        {"rx", "2"},
                        {"fill", "#fff"},
                        {"fill-opacity", "0.88"}});
    html.element("text", blockText(mode, block),
                 {{"x", number(left + kSide / 2)},
                  {"y", number(top + 23)},
                  {"text-anchor", "middle"},
                  {"font-size", "12"},
                  {"fill", "#111"}});
    html.close();
}

// An outline around each patch, and its name: in the strip above the map when no other patch lies
// between, else inside at the top.
void nameZones(HtmlText& html, const ReportInput& input, const CoverageMap& map,
               const Extent& extent) {
    if (!input.grid.raster) {
        // zones of a body run into each other: every square carries its name as its title
        return;
    }
    std::vector<Extent> patches(input.model.zones.size());
    for (const MapBlock& block : map.blocks) {
        if (block.zone < patches.size() && input.model.zones[block.zone].treatable) {
            patches[block.zone].add(block);
        }
    }
    for (std::size_t zone = 0; zone < patches.size(); ++zone) {
        const Extent& patch = patches[zone];
        if (patch.left > patch.right) {
            continue;
        }
        const bool below = std::any_of(patches.begin(), patches.end(), [&](const Extent& other) {
            return other.left <= patch.right && other.right >= patch.left && other.top < patch.top;
        });
        const int left = kSide * static_cast<int>(patch.left - extent.left);
        const int top = kMargin + kSide * static_cast<int>(patch.top - extent.top);
        const int width = kSide * static_cast<int>(patch.right + 1 - patch.left);
        const int height = kSide * static_cast<int>(patch.bottom + 1 - patch.top);
        html.empty("rect", {{"x", number(left)},
                            {"y", number(top)},
                            {"width", number(width)},
                            {"height", number(height)},
                            {"fill", "none"},
                            {"stroke", "#111"},
                            {"stroke-width", "2.5"}});
        html.element("text", input.model.zones[zone].label,
                     {{"x", number(left + width / 2)},
                      {"y", number(below ? top - 4 : kMargin - 9)},
                      {"class", "patch"}});
    }
}

} // namespace

std::uint32_t cividis(double share) {
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(kCividis.size() - 1);
    const std::size_t index = std::min(static_cast<std::size_t>(place), kCividis.size() - 2);
    const double part = place - static_cast<double>(index);
    std::uint32_t colour = 0;
    for (const unsigned int shift : {16U, 8U, 0U}) {
        const double low = (kCividis[index] >> shift) & 0xffU;
        const double high = (kCividis[index + 1] >> shift) & 0xffU;
        colour |= static_cast<std::uint32_t>(low + (high - low) * part + 0.5) << shift;
    }
    return colour;
}

void drawMap(HtmlText& html, const ReportInput& input, const CoverageMap& map, MapMode mode) {
    Extent extent;
    double most = 0.0;
    for (const MapBlock& block : map.blocks) {
        extent.add(block);
        most = std::max(most, static_cast<double>(valueOf(mode, block)));
    }
    if (map.blocks.empty()) {
        html.element("p", "There is nothing to map: the scene has no zones.");
        return;
    }
    const std::string id = fmt::format("map-{}", static_cast<int>(mode));
    const auto width = kSide * static_cast<int>(extent.right - extent.left + 1);
    const auto height = kMargin + kSide * static_cast<int>(extent.bottom - extent.top + 1);
    html.open("svg", {{"class", "map"},
                      {"role", "img"},
                      {"viewBox", fmt::format("-2 -2 {} {}", width + 4, height + 4)},
                      {"aria-labelledby", fmt::format("{}-title {}-text", id, id)}});
    html.element("title", fmt::format("Coverage map: {}", modeTitle(mode)),
                 {{"id", id + "-title"}});
    html.element("desc", mapDescription(input, map, mode), {{"id", id + "-text"}});
    hatchSymbols(html, id);
    for (const MapBlock& block : map.blocks) {
        const auto value = static_cast<double>(valueOf(mode, block));
        drawBlock(html, input, block, mode, extent, most > 0.0 ? value / most : 0.0);
    }
    nameZones(html, input, map, extent);
    html.close();
}

} // namespace stipple::report
