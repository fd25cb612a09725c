#include "training/lesson/protocol.h"

#include "engine/base/data_file.h"

namespace stipple::lesson {

Result<Jurisdiction> parseJurisdiction(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    Jurisdiction out;
    expectKind(root, "jurisdiction");
    out.id = idText(root, "id");
    out.label = filledText(root, "label");
    out.text = filledText(root, "text");
    out.faceCeiling_mm = sourcedIn(root, "face_ceiling", "mm", 0.0, 3.0);
    out.bodyCeiling_mm = sourcedIn(root, "body_ceiling", "mm", 0.0, 3.0);
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

EffectiveMaximum effectiveMaximum(const ZoneRule& rule, bool face, double deviceMax_mm,
                                  const Jurisdiction& jurisdiction) {
    EffectiveMaximum least{rule.zoneMax_mm.value, "zone"};
    if (deviceMax_mm < least.depth_mm) {
        least = {deviceMax_mm, "device"};
    }
    const double law_mm =
        face ? jurisdiction.faceCeiling_mm.value : jurisdiction.bodyCeiling_mm.value;
    if (law_mm < least.depth_mm) {
        least = {law_mm, "jurisdiction"};
    }
    return least;
}

} // namespace stipple::lesson
