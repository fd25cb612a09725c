#include "training/ui/parts.h"

#include "engine/base/result.h"

#include <algorithm>
#include <cmath>

namespace stipple::training_ui {

namespace colour = ui::colour;

void beginPanel(const char* name, const ui::Box& box, ImU32 background, bool scrolls) {
    ImGui::SetNextWindowPos(box.low());
    ImGui::SetNextWindowSize(ImVec2(box.width, box.height));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, background);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                             ImGuiWindowFlags_NoSavedSettings |
                             ImGuiWindowFlags_NoBringToFrontOnFocus;
    if (scrolls) {
        flags &= ~ImGuiWindowFlags_NoScrollbar;
    }
    ImGui::Begin(name, nullptr, flags);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

void text(ImFont* font, ImU32 paint, const std::string& words, float wrap_px) {
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, paint);
    const float right = wrap_px > 0.0f ? ImGui::GetCursorPosX() + wrap_px : 0.0f;
    ImGui::PushTextWrapPos(right);
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void wrappedLines(const ui::Screen& screen, ImFont* font, ImU32 paint, const std::string& words,
                  float width_px, int lines) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const char* next = words.data();
    const char* end = words.data() + words.size();
    bool cut = false;
    for (int line = 0; line < lines && next < end; ++line) {
        const ImVec2 place(at.x, at.y + font->FontSize * static_cast<float>(line));
        const char* stop = font->CalcWordWrapPositionA(1.0f, next, end, width_px);
        if (line + 1 == lines && stop < end) {
            cut = true;
            ui::drawFittedText(list, font, place, paint, width_px, std::string(next, end));
            break;
        }
        stop = std::max(stop, next + 1);
        list.AddText(font, font->FontSize, place, paint, next, stop);
        for (next = stop; next < end && *next == ' ';) {
            ++next;
        }
    }
    ImGui::Dummy(ImVec2(width_px, font->FontSize * static_cast<float>(lines)));
    if (cut && ImGui::IsItemHovered()) {
        ImGui::BeginTooltip();
        ImGui::PushTextWrapPos(screen.px(340.0f));
        ImGui::TextUnformatted(words.c_str());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
}

std::string withoutSources(const std::string& words) {
    std::string out = words;
    for (std::size_t from = out.find(" [S"); from != std::string::npos;
         from = out.find(" [S", from)) {
        const std::size_t to = out.find(']', from);
        if (to == std::string::npos) {
            break;
        }
        out.erase(from, to - from + 1);
    }
    return out;
}

void groupHeading(const ui::Screen& screen, const std::string& words) {
    ImGui::Dummy(ImVec2(0.0f, screen.px(4.0f)));
    text(screen.fonts.small, colour::kQuiet, words);
}

bool primaryButton(const char* label, ImVec2 size) {
    ImGui::PushStyleColor(ImGuiCol_Button, colour::kAccentDeep);
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, colour::kAccentHover);
    ImGui::PushStyleColor(ImGuiCol_ButtonActive, colour::kAccentHover);
    const bool pressed = ImGui::Button(label, size);
    ImGui::PopStyleColor(3);
    return pressed;
}

int segments(const ui::Screen& screen, const char* id, std::span<const char* const> labels,
             int chosen, float width_px) {
    int answer = -1;
    const float gap = screen.px(4.0f);
    const auto count = static_cast<float>(labels.size());
    const float each = (width_px - gap * (count - 1.0f)) / count;
    ImGui::PushID(id);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                        ImVec2(screen.px(4.0f), ImGui::GetStyle().FramePadding.y));
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        if (i > 0) {
            ImGui::SameLine(0.0f, gap);
        }
        const bool on = i == chosen;
        const char* label = labels[static_cast<std::size_t>(i)];
        const ImVec2 size(each, 0.0f);
        // by place: two choices may have the same name
        ImGui::PushID(i);
        if (on ? primaryButton(label, size) : ImGui::Button(label, size)) {
            answer = i;
        }
        ImGui::PopID();
    }
    ImGui::PopStyleVar();
    ImGui::PopID();
    return answer;
}

void stateLabel(const ui::Screen& screen, ui::State state, const std::string& words) {
    const float side = screen.fonts.body->FontSize;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::drawStateMark(*ImGui::GetWindowDrawList(), at, side, state);
    ImGui::Dummy(ImVec2(side, side));
    ImGui::SameLine(0.0f, screen.px(6.0f));
    text(screen.fonts.body, colour::kText, words);
}

std::string clockText(double seconds) {
    const long whole = static_cast<long>(std::ceil(std::max(seconds, 0.0)));
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

} // namespace stipple::training_ui
