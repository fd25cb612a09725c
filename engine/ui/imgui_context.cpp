#include "engine/ui/imgui_context.h"

#include "engine/base/assert.h"
#include "engine/base/log.h"
#include "engine/ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <system_error>

namespace stipple::ui {

namespace {

using platform::Key;

struct KeyPair {
    ImGuiKey_ imgui;
    Key key;
};

constexpr std::array kKeys{
    KeyPair{ImGuiKey_Tab, Key::Tab},
    KeyPair{ImGuiKey_LeftArrow, Key::Left},
    KeyPair{ImGuiKey_RightArrow, Key::Right},
    KeyPair{ImGuiKey_UpArrow, Key::Up},
    KeyPair{ImGuiKey_DownArrow, Key::Down},
    KeyPair{ImGuiKey_PageUp, Key::PageUp},
    KeyPair{ImGuiKey_PageDown, Key::PageDown},
    KeyPair{ImGuiKey_Home, Key::Home},
    KeyPair{ImGuiKey_End, Key::End},
    KeyPair{ImGuiKey_Insert, Key::Insert},
    KeyPair{ImGuiKey_Delete, Key::Delete},
    KeyPair{ImGuiKey_Backspace, Key::Backspace},
    KeyPair{ImGuiKey_Space, Key::Space},
    KeyPair{ImGuiKey_Enter, Key::Enter},
    KeyPair{ImGuiKey_KeyPadEnter, Key::KeypadEnter},
    KeyPair{ImGuiKey_Escape, Key::Escape},
    KeyPair{ImGuiKey_A, Key::A},
    KeyPair{ImGuiKey_C, Key::C},
    KeyPair{ImGuiKey_V, Key::V},
    KeyPair{ImGuiKey_X, Key::X},
    KeyPair{ImGuiKey_Y, Key::Y},
    KeyPair{ImGuiKey_Z, Key::Z},
};

// Latin, Greek mu, dashes and quotes, arrows, comparison signs: what the panels print and names
// need. Zero ends the list.
constexpr std::array<ImWchar, 13> kGlyphs{0x0020, 0x024f, 0x03bc, 0x03bc, 0x2010, 0x2026, 0x2190,
                                          0x2193, 0x2212, 0x2212, 0x2264, 0x2265, 0};

struct FontFace {
    ImFont* Fonts::*slot;
    const char* file;
    float size;
};

constexpr std::array kFaces{
    FontFace{&Fonts::body, "Inter-Regular.otf", 17.0f},
    FontFace{&Fonts::strong, "Inter-SemiBold.otf", 17.0f},
    FontFace{&Fonts::small, "Inter-Regular.otf", 15.0f},
    FontFace{&Fonts::heading, "Inter-SemiBold.otf", 21.0f},
    FontFace{&Fonts::title, "Inter-SemiBold.otf", 34.0f},
    FontFace{&Fonts::number, "Inter-SemiBold.otf", 40.0f},
};

bool exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

/// The face from its file, or ImGui's own font at that size.
ImFont* addFace(ImFontAtlas& atlas, const std::string& path, float size_px, bool fromFile) {
    ImFontConfig config;
    config.SizePixels = size_px;
    // twice across is what text this small gains from; the atlas stays below 4096 at 250 %
    config.OversampleH = 2;
    config.OversampleV = 1;
    config.GlyphRanges = kGlyphs.data();
    ImFont* font = nullptr;
    if (fromFile) {
        font = atlas.AddFontFromFileTTF(path.c_str(), size_px, &config, kGlyphs.data());
    }
    if (font == nullptr) {
        config.GlyphRanges = nullptr;
        font = atlas.AddFontDefault(&config);
    }
    return font;
}

} // namespace

ImguiContext::ImguiContext(const Settings& settings)
    : context_(ImGui::CreateContext()), fontFolder_(settings.fontFolder) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    for (const KeyPair& pair : kKeys) {
        io.KeyMap[pair.imgui] = static_cast<int>(pair.key);
    }
    hasInter_ = std::all_of(kFaces.begin(), kFaces.end(), [this](const FontFace& face) {
        return exists(fontFolder_ + "/" + face.file);
    });
    if (!hasInter_) {
        logWarning("the Inter font is not in '{}'; text is shown in a plainer one (install "
                   "fonts-inter)",
                   fontFolder_);
    }
    setScale(settings.scale);
}

ImguiContext::~ImguiContext() {
    ImGui::DestroyContext(context_);
}

void ImguiContext::setScale(float scale) {
    const float wanted = std::isfinite(scale) ? std::clamp(scale, 0.5f, 5.0f) : 1.0f;
    if (wanted == scale_) {
        return;
    }
    scale_ = wanted;
    ImGui::SetCurrentContext(context_);
    rebuildFonts();
    applyTheme(ImGui::GetStyle(), scale_);
}

void ImguiContext::rebuildFonts() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.TexDesiredWidth = scale_ > 1.6f ? 4096 : 2048;
    for (const FontFace& face : kFaces) {
        // whole pixels keep stems on the grid
        const float size_px = std::round(face.size * scale_);
        fonts_.*face.slot = addFace(atlas, fontFolder_ + "/" + face.file, size_px, hasInter_);
    }
    const bool built = atlas.Build();
    STIPPLE_ASSERT(built, "the font atlas could not be built");
    ImGui::GetIO().FontDefault = fonts_.body;
    ++fontRevision_;
}

ImFontAtlas& ImguiContext::fontAtlas() {
    ImGui::SetCurrentContext(context_);
    return *ImGui::GetIO().Fonts;
}

void ImguiContext::beginFrame(const platform::InputFrame& input, float delta_s) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(std::max(input.width_px, 1)),
                            static_cast<float>(std::max(input.height_px, 1)));
    io.DisplayFramebufferScale = ImVec2(1.0f, 1.0f);
    io.DeltaTime = std::clamp(delta_s, 1.0e-4f, 0.25f);
    io.MousePos =
        input.mouseInside ? ImVec2(input.mouseX_px, input.mouseY_px) : ImVec2(-FLT_MAX, -FLT_MAX);
    for (std::size_t button = 0; button < platform::kMouseButtonCount; ++button) {
        // a press and release inside one slow frame is still a press
        io.MouseDown[button] = input.buttonDown[button] || input.buttonPressed[button];
    }
    io.MouseWheel = input.wheel;
    for (std::size_t key = 0; key < platform::kKeyCount; ++key) {
        io.KeysDown[key] = input.down.test(key) || input.pressed.test(key);
    }
    // a chord let go within the frame is still one; Ctrl after typed text leaves the text alone
    io.KeyShift = platform::shiftDown(input) || input.withShift.any();
    io.KeyCtrl = input.withControl.any() || (platform::controlDown(input) && input.text.empty());
    io.KeyAlt = platform::isDown(input, Key::LeftAlt);
    if (!io.KeyCtrl) {
        io.AddInputCharactersUTF8(input.text.c_str());
    }
    if (input.focusLost) {
        io.ClearInputCharacters();
    }
    ImGui::NewFrame();
}

const ImDrawData* ImguiContext::endFrame() {
    ImGui::SetCurrentContext(context_);
    ImGui::Render();
    return ImGui::GetDrawData();
}

Screen ImguiContext::screen() const {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    return {.width_px = size.x, .height_px = size.y, .scale = scale_, .fonts = fonts_};
}

void ImguiContext::setKeyboardNavigation(bool on) {
    ImGuiIO& io = ImGui::GetIO();
    if (on) {
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    } else {
        io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    }
}

bool ImguiContext::wantsMouse() const {
    return ImGui::GetIO().WantCaptureMouse;
}

bool ImguiContext::wantsText() const {
    return ImGui::GetIO().WantTextInput;
}

} // namespace stipple::ui
