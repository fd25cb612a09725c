#include "training/app/pen_spec.h"

#include "engine/base/fixed_clock.h"
#include "engine/base/log.h"
#include "engine/input/scripted_pen.h"
#include "training/app/attempt_files.h"
#include "training/app/exit_code.h"
#include "training/recording/recorded_pen.h"

#include <algorithm>
#include <charconv>

namespace stipple::app {

namespace {

Result<PenSpec> parseScripted(const std::string& text, const std::string& rest) {
    PenSpec spec{.kind = PenKind::Scripted, .name = rest};
    const auto comma = rest.find(',');
    if (comma == std::string::npos) {
        return spec;
    }
    spec.name = rest.substr(0, comma);
    const std::string option = rest.substr(comma + 1);
    constexpr std::string_view kSeed = "seed=";
    const char* end = option.data() + option.size();
    if (!option.starts_with(kSeed)) {
        return fail("pen '{}': '{}' is not understood; write scripted:NAME,seed=NUMBER", text,
                    option);
    }
    const auto parsed = std::from_chars(option.data() + kSeed.size(), end, spec.seed);
    if (parsed.ec != std::errc{} || parsed.ptr != end) {
        return fail("pen '{}': the seed must be a whole number from 0", text);
    }
    return spec;
}

Result<ChosenPen> recordedPen(const std::string& path) {
    Result<recording::AttemptRecord> record = recording::readAttempt(path);
    if (!record) {
        return record.error();
    }
    if (!record->integrity.empty()) {
        return fail("{}: {}; a damaged record is not performed again, `stipple score` shows what "
                    "it holds",
                    path, record->integrity);
    }
    if (!record->complete) {
        logWarning("{}: the attempt was cut off; it is performed again until {:.1f} s", path,
                   static_cast<double>(record->samples.size()) / kTickRate_Hz);
    }
    const std::uint64_t seed = record->header.seed;
    return ChosenPen{std::make_unique<recording::RecordedPen>(std::move(record).value()), seed};
}

} // namespace

Result<PenSpec> parsePenSpec(const std::string& text) {
    if (text == "mouse") {
        return PenSpec{};
    }
    constexpr std::string_view kScripted = "scripted:";
    constexpr std::string_view kRecorded = "recorded:";
    if (text.starts_with(kScripted)) {
        return parseScripted(text, text.substr(kScripted.size()));
    }
    if (text.starts_with(kRecorded) && text.size() > kRecorded.size()) {
        return PenSpec{.kind = PenKind::Recorded, .name = text.substr(kRecorded.size())};
    }
    return fail("pen '{}' is not known; use mouse, scripted:NAME[,seed=N] or recorded:FILE", text);
}

Result<ChosenPen> makePen(const PenSpec& spec, const Exercise& exercise) {
    switch (spec.kind) {
    case PenKind::Scripted: {
        auto pen = input::makeScriptedPen(spec.name, spec.seed, workSurfaceOf(exercise));
        if (!pen) {
            return pen.error();
        }
        return ChosenPen{std::move(pen).value(), spec.seed};
    }
    case PenKind::Recorded:
        return recordedPen(spec.name);
    case PenKind::Mouse:
        break;
    }
    return fail("a mouse needs a window: use `stipple practice`, or give --pen scripted:expert");
}

Status checkPen(const PenSpec& spec) {
    if (spec.kind == PenKind::Recorded) {
        const auto pen = recordedPen(spec.name);
        return pen ? Status(Done{}) : pen.error();
    }
    const auto names = input::scriptedPenNames();
    if (spec.kind == PenKind::Mouse ||
        std::find(names.begin(), names.end(), spec.name) != names.end()) {
        return Done{};
    }
    return input::makeScriptedPen(spec.name, spec.seed, {}).error();
}

int codeOfRefusal(const PenSpec& spec) {
    return spec.kind == PenKind::Recorded ? codeOfRefusal(spec.name) : kWrongUsage;
}

} // namespace stipple::app
