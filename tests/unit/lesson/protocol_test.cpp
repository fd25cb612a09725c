#include "tests/support/data_text.h"
#include "training/lesson/lint.h"
#include "training/lesson/protocol.h"

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace stipple;
using lesson::findRule;
using lesson::Jurisdiction;
using lesson::Protocol;
using lesson::ZoneRule;
using test::dataText;

constexpr const char* kPath = "training/protocols/training_default.toml";

Protocol shipped() {
    auto protocol = lesson::parseProtocol(dataText(kPath), kPath);
    EXPECT_TRUE(protocol) << protocol.error().text;
    return protocol ? *protocol : Protocol{};
}

Jurisdiction jurisdiction(const std::string& id) {
    const std::string path = "training/jurisdictions/" + id + ".toml";
    auto parsed = lesson::parseJurisdiction(dataText(path), path);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return parsed ? *parsed : Jurisdiction{};
}

TEST(TrainingFiles, AllShippedOnesAreFine) {
    const auto paths = test::dataFiles({"training"});
    EXPECT_GE(paths.size(), 8U);
    for (const std::string& path : paths) {
        const Status status = lesson::lintText(dataText(path), path);
        EXPECT_TRUE(status) << status.error().text;
    }
}

TEST(Protocol, HasTwentyZones) {
    // 20 zones by 3 indications, but for what the table leaves out: scars of lid and scalp, pigment
    // of scalp, abdomen and thigh: 60 - 5
    const Protocol protocol = shipped();
    std::set<std::string> zones;
    for (const ZoneRule& rule : protocol.rules) {
        zones.insert(rule.zone);
    }
    EXPECT_EQ(zones.size(), 20U);
    EXPECT_EQ(protocol.rules.size(), 55U);
    EXPECT_EQ(findRule(protocol, "lower_lid", "scar"), nullptr);
    EXPECT_EQ(findRule(protocol, "scalp", "pigment"), nullptr);
}

template <class Value> void expectSourced(const Value& value, const ZoneRule& rule) {
    EXPECT_FALSE(value.source.empty()) << rule.zone << " " << rule.indication;
    EXPECT_TRUE(isGrade(value.grade)) << rule.zone << " " << rule.indication;
}

TEST(Protocol, EveryNumberHasSourceAndGrade) {
    for (const ZoneRule& rule : shipped().rules) {
        expectSourced(rule.depth_mm, rule);
        expectSourced(rule.target_mm, rule);
        expectSourced(rule.zoneMax_mm, rule);
        expectSourced(rule.passes, rule);
        expectSourced(rule.strokeRate_Hz, rule);
        expectSourced(rule.needles, rule);
        EXPECT_FALSE(rule.endpoint.empty());
        EXPECT_FALSE(rule.endpointSource.empty());
        EXPECT_TRUE(isGrade(rule.endpointGrade));
        EXPECT_FALSE(rule.caution.empty());
    }
}

TEST(Protocol, SourcesThatAreNamedAreListed) {
    // every S number in the data stands in SOURCES.md
    const std::string list = dataText("training/protocols/SOURCES.md");
    for (const std::string& path : test::dataFiles({"scenes", "training"})) {
        const std::string text = dataText(path);
        for (std::size_t at = text.find('S'); at != std::string::npos;
             at = text.find('S', at + 1)) {
            std::size_t end = at + 1;
            while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
                ++end;
            }
            const bool word = at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1]));
            if (end > at + 1 && !word) {
                const std::string id = text.substr(at, end - at);
                EXPECT_NE(list.find("| " + id + " |"), std::string::npos) << path << " " << id;
            }
        }
    }
}

TEST(Protocol, SpotChecksOfTheTable) {
    struct Spot {
        const char *zone, *indication;
        double low, high, target, most, passesLow, passesHigh, rateLow, rateHigh, needlesLow,
            needlesHigh;
    };
    const Spot spots[] = {
        {"forehead", "rejuvenation", 0.25, 0.5, 0.375, 1.0, 2, 3, 90, 120, 12, 16},
        {"forehead", "scar", 0.5, 1.0, 0.75, 1.0, 3, 4, 90, 120, 12, 16},
        {"lower_lid", "rejuvenation", 0.25, 0.3, 0.25, 0.5, 1, 2, 80, 100, 6, 12},
        {"crows_feet", "scar", 0.5, 0.5, 0.5, 0.5, 2, 3, 80, 110, 6, 12},
        {"cheek_medial", "rejuvenation", 0.5, 1.0, 0.75, 1.5, 3, 4, 100, 130, 12, 16},
        {"cheek_medial", "scar", 1.0, 1.5, 1.25, 1.5, 4, 6, 100, 130, 12, 16},
        {"jawline", "rejuvenation", 0.5, 1.0, 0.75, 1.0, 2, 3, 90, 120, 12, 16},
        {"jawline", "scar", 1.0, 1.0, 1.0, 1.0, 3, 4, 90, 120, 12, 16},
        {"dorsal_hand", "scar", 0.5, 0.75, 0.625, 0.75, 2, 3, 80, 110, 12, 12},
        {"abdomen", "scar", 1.5, 2.0, 1.75, 2.0, 4, 6, 100, 130, 12, 16},
    };
    const Protocol protocol = shipped();
    for (const Spot& spot : spots) {
        const ZoneRule* rule = findRule(protocol, spot.zone, spot.indication);
        ASSERT_NE(rule, nullptr) << spot.zone;
        EXPECT_EQ(rule->depth_mm.min, spot.low) << spot.zone;
        EXPECT_EQ(rule->depth_mm.max, spot.high) << spot.zone;
        EXPECT_EQ(rule->target_mm.value, spot.target) << spot.zone;
        EXPECT_EQ(rule->zoneMax_mm.value, spot.most) << spot.zone;
        EXPECT_EQ(rule->passes.min, spot.passesLow) << spot.zone;
        EXPECT_EQ(rule->passes.max, spot.passesHigh) << spot.zone;
        EXPECT_EQ(rule->strokeRate_Hz.min, spot.rateLow) << spot.zone;
        EXPECT_EQ(rule->strokeRate_Hz.max, spot.rateHigh) << spot.zone;
        EXPECT_EQ(rule->needles.min, spot.needlesLow) << spot.zone;
        EXPECT_EQ(rule->needles.max, spot.needlesHigh) << spot.zone;
    }
    EXPECT_EQ(findRule(protocol, "cheek_medial", "scar")->endpoint, "uniform pinpoint bleeding");
}

TEST(Jurisdictions, AreAsPublished) {
    struct Spot {
        const char* id;
        double face_mm, body_mm;
        const char* grade;
    };
    const Spot spots[] = {
        {"california", 0.0, 0.0, "A"},     {"utah", 1.5, 1.5, "A"},
        {"uk_vtct_level4", 0.5, 1.0, "A"}, {"uk_trade", 1.0, 1.5, "B"},
        {"arizona", 0.5, 0.5, "C"},        {"nebraska", 0.5, 0.5, "B"},
    };
    for (const Spot& spot : spots) {
        const Jurisdiction law = jurisdiction(spot.id);
        EXPECT_EQ(law.id, spot.id);
        EXPECT_EQ(law.faceCeiling_mm.value, spot.face_mm) << spot.id;
        EXPECT_EQ(law.bodyCeiling_mm.value, spot.body_mm) << spot.id;
        EXPECT_EQ(law.faceCeiling_mm.grade, spot.grade) << spot.id;
    }
}

TEST(EffectiveMaximum, IsTheLeastOfThree) {
    ZoneRule rule;
    rule.zoneMax_mm.value = 1.0;
    const Jurisdiction utah = jurisdiction("utah"), uk = jurisdiction("uk_vtct_level4");
    // zone 1.0, device 1.5, law 1.5
    auto least = lesson::effectiveMaximum(rule, true, 1.5, utah);
    EXPECT_EQ(least.depth_mm, 1.0);
    EXPECT_EQ(least.because, "zone");
    // zone 1.0, device 0.8, law 1.5
    least = lesson::effectiveMaximum(rule, true, 0.8, utah);
    EXPECT_EQ(least.depth_mm, 0.8);
    EXPECT_EQ(least.because, "device");
    // law 0.5 on the face, 1.0 on the body: there zone and law agree and the zone is named
    least = lesson::effectiveMaximum(rule, true, 0.8, uk);
    EXPECT_EQ(least.depth_mm, 0.5);
    EXPECT_EQ(least.because, "jurisdiction");
    least = lesson::effectiveMaximum(rule, false, 1.5, uk);
    EXPECT_EQ(least.depth_mm, 1.0);
    EXPECT_EQ(least.because, "zone");
}

} // namespace
