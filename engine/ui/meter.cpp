#include "engine/ui/meter.h"

#include "engine/base/result.h"

#include <algorithm>
#include <cmath>

namespace stipple::ui {

namespace {

float share(const Meter& meter, float value) {
    return std::clamp((value - meter.least) / std::max(meter.most - meter.least, 1e-6f), 0.0f,
                      1.0f);
}

std::string valueText(const Meter& meter) {
    if (!meter.live) {
        return "–";
    }
    std::string text = fmt::format("{:.{}f}", meter.value, meter.decimals);
    if (meter.sigma > 0.0f) {
        // two standard deviations: the 95 % interval that the result shows too
        text += fmt::format(" ± {:.{}f}", 2.0f * meter.sigma, meter.decimals);
    }
    // a degree sign stands close, as SI has it
    return meter.unit.empty() || meter.unit == "°" ? text + meter.unit : text + " " + meter.unit;
}

} // namespace

State meterState(const Meter& meter) {
    if (!meter.live || !meter.assessed || (!meter.bandLow && !meter.bandHigh && !meter.limit)) {
        return State::Unknown;
    }
    if (meter.limit && meter.value > *meter.limit) {
        return State::Poor;
    }
    const float below = meter.bandLow ? *meter.bandLow - meter.value : 0.0f;
    const float above = meter.bandHigh ? meter.value - *meter.bandHigh : 0.0f;
    const float outside = std::max({below, above, 0.0f});
    if (outside <= 0.0f) {
        return State::Good;
    }
    // a quarter of what the bar shows is "near"
    return outside <= 0.25f * (meter.most - meter.least) ? State::Fair : State::Poor;
}

float meterHeight(const Screen& screen) {
    return screen.fonts.body->FontSize + screen.px(6.0f) + screen.px(8.0f);
}

void drawMeter(const Screen& screen, const Meter& meter, float width_px) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(width_px, meterHeight(screen)));
    const State state = meterState(meter);
    const float mark = screen.fonts.small->FontSize;
    const std::string value = valueText(meter);
    const ImVec2 valueSize = textSize(screen.fonts.strong, value);
    const bool marked = meter.showState && state != State::Unknown;
    const float markRoom = mark + screen.px(6.0f);

    const std::string label = meter.assessed ? meter.label : meter.label + "*";
    drawFittedText(list, screen.fonts.body, at, colour::kQuiet,
                   width_px - valueSize.x - markRoom - screen.px(8.0f), label);
    const float valueX = at.x + width_px - valueSize.x - markRoom;
    list.AddText(screen.fonts.strong, screen.fonts.strong->FontSize, ImVec2(valueX, at.y),
                 meter.live ? colour::kText : colour::kQuiet, value.c_str());
    if (marked) {
        drawStateMark(list, ImVec2(at.x + width_px - mark, at.y + screen.px(2.0f)), mark, state);
    }

    const Box bar{at.x, at.y + screen.fonts.body->FontSize + screen.px(5.0f), width_px,
                  screen.px(6.0f)};
    const float round = screen.px(3.0f);
    list.AddRectFilled(bar.low(), bar.high(), colour::kRaised, round);
    if (meter.showBand && (meter.bandLow || meter.bandHigh)) {
        const float low = bar.x + bar.width * share(meter, meter.bandLow.value_or(meter.least));
        const float high = bar.x + bar.width * share(meter, meter.bandHigh.value_or(meter.most));
        list.AddRectFilled(ImVec2(low, bar.y), ImVec2(high, bar.y + bar.height),
                           faded(colour::kGood, 0.42f), round);
    }
    if (meter.showBand && meter.limit) {
        const float x = bar.x + bar.width * share(meter, *meter.limit);
        list.AddRectFilled(ImVec2(x - screen.px(1.0f), bar.y - screen.px(2.0f)),
                           ImVec2(x + screen.px(1.0f), bar.y + bar.height + screen.px(2.0f)),
                           colour::kPoor);
    }
    if (meter.live) {
        const ImU32 paint = marked ? stateColour(state) : colour::kText;
        const float x = bar.x + bar.width * share(meter, meter.value);
        if (meter.sigma > 0.0f) {
            const float left = bar.x + bar.width * share(meter, meter.value - 2.0f * meter.sigma);
            const float right = bar.x + bar.width * share(meter, meter.value + 2.0f * meter.sigma);
            list.AddRectFilled(ImVec2(left, bar.y + bar.height * 0.36f),
                               ImVec2(right, bar.y + bar.height * 0.64f), paint);
        }
        const float half = screen.px(2.0f);
        list.AddRectFilled(ImVec2(x - half, bar.y - screen.px(3.0f)),
                           ImVec2(x + half, bar.y + bar.height + screen.px(3.0f)), paint,
                           screen.px(2.0f));
    }
}

} // namespace stipple::ui
