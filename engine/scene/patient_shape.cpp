#include "engine/scene/patient.h"

#include <algorithm>

namespace stipple::scene {

namespace {

// the ages of the shapes "young" and "old"
constexpr float kYoung_y = 25.0F;
constexpr float kOld_y = 90.0F;

struct Share {
    const char* name;
    float weight;
};

void add(std::vector<MorphWeight>& out, std::string name, float weight) {
    if (weight != 0.0F) {
        out.push_back({std::move(name), weight});
    }
}

} // namespace

std::vector<MorphWeight> morphWeights(const Patient& patient) {
    const float old = std::clamp(
        (static_cast<float>(patient.age_y) - kYoung_y) / (kOld_y - kYoung_y), 0.0F, 1.0F);
    const float thin = std::clamp(1.0F - 2.0F * patient.weight, 0.0F, 1.0F);
    const float heavy = std::clamp(2.0F * patient.weight - 1.0F, 0.0F, 1.0F);
    const std::string sex = patient.sex == Sex::Female ? "female" : "male";
    const Share ages[] = {{"young", 1.0F - old}, {"old", old}};
    const Share builds[] = {{"min", thin}, {"average", 1.0F - thin - heavy}, {"max", heavy}};
    const Share ancestries[] = {
        {"african", patient.african}, {"asian", patient.asian}, {"caucasian", patient.caucasian}};

    std::vector<MorphWeight> out;
    // the shapes below are told from the raw body, the cage is a mean of several people
    add(out, "neutral", -1.0F);
    for (const Share& ancestry : ancestries) {
        for (const Share& age : ages) {
            add(out, "macrodetails/" + std::string(ancestry.name) + "-" + sex + "-" + age.name,
                ancestry.weight * age.weight);
        }
        if (patient.part == "head") {
            const std::string units = "expression/units/" + std::string(ancestry.name);
            add(out, units + "/eye-left-closure", ancestry.weight);
            add(out, units + "/eye-right-closure", ancestry.weight);
        }
    }
    for (const Share& age : ages) {
        for (const Share& build : builds) {
            add(out,
                "macrodetails/universal-" + sex + "-" + age.name + "-averagemuscle-" + build.name +
                    "weight",
                age.weight * build.weight);
        }
    }
    for (const MorphWeight& shape : patient.shape) {
        add(out, shape.name, shape.weight);
    }
    return out;
}

} // namespace stipple::scene
