#pragma once

#include "engine/platform/input_frame.h"

#include <imgui.h>

#include <cstdint>
#include <string>

namespace stipple::ui {

/// Inter in the sizes that the panels use, at the current scale.
struct Fonts {
    ImFont* body = nullptr;
    ImFont* strong = nullptr;
    ImFont* small = nullptr;
    ImFont* heading = nullptr;
    ImFont* title = nullptr;
    ImFont* number = nullptr; ///< large read-outs
};

/// Where panels may draw, and how big a unit is. 1 unit = 1 pixel at 100 %.
struct Screen {
    float width_px = 1280.0f, height_px = 720.0f;
    float scale = 1.0f;
    Fonts fonts;
    [[nodiscard]] float px(float units) const { return units * scale; }
};

/// Owns the ImGui context of the program. Needs neither a window nor a GPU: events come in as
/// InputFrames, pictures leave as ImDrawData, the font picture is in fontAtlas(). Keeps no ini
/// file.
class ImguiContext {
public:
    struct Settings {
        float scale = 1.0f; ///< content scale x user scale
        std::string fontFolder = "/usr/share/fonts/opentype/inter";
    };

    explicit ImguiContext(const Settings& settings);
    ImguiContext(const ImguiContext&) = delete;
    ImguiContext& operator=(const ImguiContext&) = delete;
    ~ImguiContext();

    /// Rebuilds fonts and spacing when the scale changed; between frames only. Clamped to 0.5 .. 5.
    void setScale(float scale);
    [[nodiscard]] float scale() const { return scale_; }

    /// Grows with every rebuild: who draws must upload the atlas again.
    [[nodiscard]] std::uint32_t fontRevision() const { return fontRevision_; }
    [[nodiscard]] ImFontAtlas& fontAtlas();

    /// False when Inter is not installed and ImGui's own font stands in (a warning was logged).
    [[nodiscard]] bool hasInter() const { return hasInter_; }

    /// Feeds the events and begins a frame.
    void beginFrame(const platform::InputFrame& input, float delta_s);
    /// Ends it. The lists are valid until the next beginFrame.
    [[nodiscard]] const ImDrawData* endFrame();

    /// For the panels of this frame.
    [[nodiscard]] Screen screen() const;

    /// Arrow keys and Tab move among the widgets: on for menus, off while they move the pen.
    void setKeyboardNavigation(bool on);

    [[nodiscard]] bool wantsMouse() const;
    [[nodiscard]] bool wantsText() const;

private:
    void rebuildFonts();

    ImGuiContext* context_;
    std::string fontFolder_;
    float scale_ = 0.0f;
    std::uint32_t fontRevision_ = 0;
    bool hasInter_ = false;
    Fonts fonts_;
};

} // namespace stipple::ui
