#pragma once

#include "engine/base/result.h"
#include "engine/base/toml_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace stipple::lesson {

/// What a protocol says for one zone and indication. Depths in millimetres as set on the dial;
/// every number carries its source and grade.
struct ZoneRule {
    std::string zone;       ///< "forehead"
    std::string indication; ///< "rejuvenation", "scar", "pigment"
    SourcedRange depth_mm;  ///< permitted dial range
    Sourced target_mm;      ///< delivered depth that is wanted, inside depth_mm
    Sourced zoneMax_mm;     ///< hard limit of the zone
    SourcedRange passes;    ///< unit "1"
    SourcedRange strokeRate_Hz;
    SourcedRange needles; ///< needle count of the cartridge, unit "1"
    std::string endpoint, endpointSource, endpointGrade;
    std::string caution;
};

/// training/protocols/*.toml: a named, versioned table that a school may copy and edit.
struct Protocol {
    std::string id, label, version;
    std::vector<ZoneRule> rules;
};

/// Problems (unknown key, wrong unit, target outside the range, range above the zone's maximum)
/// come back with file and line.
[[nodiscard]] Result<Protocol> parseProtocol(std::string_view text, const std::string& name);

/// The rule for a zone and indication, or nullptr.
[[nodiscard]] const ZoneRule* findRule(const Protocol& protocol, std::string_view zone,
                                       std::string_view indication);

/// training/jurisdictions/*.toml: how deep the law lets this operator go.
struct Jurisdiction {
    std::string id, label, text;
    Sourced faceCeiling_mm, bodyCeiling_mm;
};

[[nodiscard]] Result<Jurisdiction> parseJurisdiction(std::string_view text,
                                                     const std::string& name);

/// The least of zone, device label and jurisdiction, and which of them it is.
struct EffectiveMaximum {
    double depth_mm = 0.0;
    std::string because; ///< "zone", "device" or "jurisdiction"
};
[[nodiscard]] EffectiveMaximum effectiveMaximum(const ZoneRule& rule, bool face,
                                                double deviceMax_mm,
                                                const Jurisdiction& jurisdiction);

} // namespace stipple::lesson
