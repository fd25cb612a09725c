#include "engine/base/data_file.h"
#include "engine/scene/patient.h"

#include <array>
#include <cmath>
#include <optional>

namespace stipple::scene {

namespace {

/// Stiffness of the layers and how age changes thickness and stiffness.
struct SharedTissue {
    std::array<double, sim::kSoftLayerCount> faceModulus_Pa{}, bodyModulus_Pa{};
    double poissonRatio = 0.0, lockingStrain = 0.0;
    double epidermisThickness = 1.0, dermisThickness = 1.0, dermisStiffness = 1.0; ///< by age
    double decades = 0.0; ///< since the age of the table's thickness
    bool man = false;
};

/// Whose tissue is wanted, when it is not the person whom the file describes.
struct Body {
    double age_y = 0.0;
    bool man = false;
};

constexpr std::array<std::string_view, sim::kSoftLayerCount> kLayerKeys = {
    "stratum_corneum", "viable_epidermis", "papillary_dermis", "reticular_dermis", "hypodermis"};
constexpr std::array<std::string_view, sim::kSoftLayerCount> kThicknessUnits = {"um", "um", "mm",
                                                                                "mm", "mm"};

constexpr double kMostDecades = 8.0; // keeps the linear age rules away from zero

/// A number that files from before patients do not have.
double optionalIn(TomlTable& table, std::string_view key, std::string_view unit, double low,
                  double high, double absent) {
    return table.has(key) ? sourcedIn(table, key, unit, low, high).value : absent;
}

void readPerson(TomlTable person, const std::optional<Body>& body, SharedTissue& out) {
    const double described = sourcedIn(person, "age", "y", 18.0, 100.0).value;
    const double age = body ? body->age_y : described;
    out.man = body && body->man;
    const double thicknessAge = sourcedIn(person, "thickness_age", "y", 18.0, 100.0).value;
    const double stiffnessAge = sourcedIn(person, "stiffness_age", "y", 18.0, 100.0).value;
    const double women = sourcedIn(person, "epidermis_loss_per_decade", "%", 0.0, 12.0).value;
    const double men = optionalIn(person, "men_epidermis_loss_per_decade", "%", 0.0, 12.0, women);
    const double menThicker = optionalIn(person, "men_epidermis", "1", 0.5, 2.0, 1.0);
    const double epidermis = out.man ? men : women;
    const double dermis = sourcedIn(person, "dermis_loss_per_decade", "%", 0.0, 12.0).value;
    const double softening = sourcedIn(person, "softening_per_decade", "%", 0.0, 12.0).value;

    const double thinned = std::fmin((age - thicknessAge) / 10.0, kMostDecades);
    out.epidermisThickness = (1.0 - epidermis / 100.0 * thinned) * (out.man ? menThicker : 1.0);
    out.dermisThickness = 1.0 - dermis / 100.0 * thinned;
    out.decades = thinned;
    const double softened = std::fmin(std::fmax((age - stiffnessAge) / 10.0, 0.0), kMostDecades);
    out.dermisStiffness = 1.0 - softening / 100.0 * softened;
}

void readStiffness(TomlTable table, SharedTissue& out) {
    const auto modulus_Pa = [&](std::string_view key) {
        return sourcedIn(table, key, "kPa", 0.1, 1e5).value * 1e3;
    };
    out.faceModulus_Pa = {modulus_Pa("stratum_corneum"), modulus_Pa("viable_epidermis"),
                          modulus_Pa("papillary_dermis") * out.dermisStiffness,
                          modulus_Pa("reticular_dermis_face") * out.dermisStiffness,
                          modulus_Pa("hypodermis")};
    out.bodyModulus_Pa = out.faceModulus_Pa;
    out.bodyModulus_Pa[3] = modulus_Pa("reticular_dermis_body") * out.dermisStiffness;
    out.poissonRatio = sourcedIn(table, "poisson_ratio", "1", 0.0, 0.4999).value;
    out.lockingStrain = sourcedIn(table, "locking_strain", "1", 0.05, 0.95).value;
}

sim::BaseKind readBase(TomlTable& zone) {
    const std::string text = zone.text("base");
    constexpr std::array<std::pair<std::string_view, sim::BaseKind>, 5> kNames = {{
        {"bone", sim::BaseKind::Bone},
        {"cartilage", sim::BaseKind::Cartilage},
        {"muscle", sim::BaseKind::Muscle},
        {"teeth", sim::BaseKind::Teeth},
        {"globe", sim::BaseKind::Globe},
    }};
    for (const auto& [name, kind] : kNames) {
        if (text == name) {
            return kind;
        }
    }
    if (zone.has("base")) {
        zone.problem("base",
                     fmt::format("'{}' is none of bone, cartilage, muscle, teeth, globe", text));
    }
    return sim::BaseKind::Bone;
}

/// The skin's total in the file must be the sum of its layers, as the literature rounds.
void checkTotal(TomlTable& zone, double sum_mm, double total_mm, const SourcedRange& people) {
    constexpr double kRounding_mm = 0.06;
    if (std::fabs(sum_mm - total_mm) > kRounding_mm) {
        zone.problem("skin_total", fmt::format("is {} mm, the layers sum to {} mm",
                                               decimal(total_mm), decimal(sum_mm)));
    }
    if (zone.has("skin_range") && (total_mm < people.min || total_mm > people.max)) {
        zone.problem("skin_total",
                     fmt::format("{} mm lies outside skin_range {} to {} mm", decimal(total_mm),
                                 decimal(people.min), decimal(people.max)));
    }
}

void readLayers(TomlTable& zone, const SharedTissue& shared, bool face, sim::TissueStack& out) {
    // how much thicker a man is here than the woman whom the file describes
    const double menDermis = optionalIn(zone, "men_dermis", "1", 0.5, 2.0, 1.0);
    const double menFat = optionalIn(zone, "men_hypodermis", "1", 0.3, 2.0, 1.0);
    // a site that was measured to age otherwise
    const double aged =
        zone.has("dermis_loss_per_decade")
            ? 1.0 - sourcedIn(zone, "dermis_loss_per_decade", "%", 0.0, 12.0).value / 100.0 *
                        shared.decades
            : shared.dermisThickness;
    const double dermis = aged * (shared.man ? menDermis : 1.0);
    const double byPerson[] = {shared.epidermisThickness, shared.epidermisThickness, dermis, dermis,
                               shared.man ? menFat : 1.0};
    const auto& modulus_Pa = face ? shared.faceModulus_Pa : shared.bodyModulus_Pa;
    // silicone and other made materials are as stiff in all layers
    const bool made = zone.has("youngs_modulus");
    const double made_Pa =
        made ? sourcedIn(zone, "youngs_modulus", "kPa", 0.1, 1e5).value * 1e3 : 0.0;

    double sum_mm = 0.0, fat_mm = 0.0;
    for (std::size_t i = 0; i < sim::kSoftLayerCount; ++i) {
        const bool thin = kThicknessUnits[i] == "um";
        const double most = thin ? 1000.0 : 40.0;
        const double value = sourcedIn(zone, kLayerKeys[i], kThicknessUnits[i], 0.0, most).value;
        const double thickness_mm = thin ? value / 1000.0 : value;
        (i < 4 ? sum_mm : fat_mm) += thickness_mm;
        out.layers[i].thickness_m =
            static_cast<float>(thickness_mm * (made ? 1.0 : byPerson[i]) * 1e-3);
        out.layers[i].youngsModulus_Pa = static_cast<float>(made ? made_Pa : modulus_Pa[i]);
        out.layers[i].poissonRatio = static_cast<float>(shared.poissonRatio);
    }
    const double total_mm = sourcedIn(zone, "skin_total", "mm", 0.1, 10.0).value;
    const SourcedRange people = sourcedRangeIn(zone, "skin_range", "mm", 0.1, 10.0);
    const SourcedRange fat = sourcedRangeIn(zone, "hypodermis_range", "mm", 0.0, 40.0);
    checkTotal(zone, sum_mm, total_mm, people);
    if (zone.has("hypodermis_range") && (fat_mm < fat.min - 1e-6 || fat_mm > fat.max + 1e-6)) {
        zone.problem("hypodermis",
                     fmt::format("{} mm lies outside hypodermis_range", decimal(fat_mm)));
    }
    // the plausible range is read as two standard deviations to each side
    out.skinSigma_m = static_cast<float>((people.max - people.min) / 4.0 * 1e-3);
}

sim::SkinZone readZone(TomlTable& table, const SharedTissue& shared) {
    sim::SkinZone zone;
    zone.id = idText(table, "id");
    zone.label = filledText(table, "label");
    const std::string region = table.text("region");
    if (table.has("region") && region != "face" && region != "body") {
        table.problem("region", fmt::format("'{}' is neither face nor body", region));
    }
    zone.face = region != "body";
    zone.treatable = table.flag("treatable");
    zone.tissue.base = readBase(table);
    zone.tissue.boneMask = table.flag("bone_mask");
    if (zone.tissue.boneMask && zone.tissue.base != sim::BaseKind::Bone) {
        table.problem("bone_mask", "only over a base of bone");
    }
    zone.tissue.lockingStrain = static_cast<float>(shared.lockingStrain);
    readLayers(table, shared, zone.face, zone.tissue);
    return zone;
}

Result<std::map<std::string, sim::SkinZone>> parse(std::string_view text, const std::string& name,
                                                   const std::optional<Body>& body) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    expectKind(root, "tissues");
    SharedTissue shared;
    readPerson(root.table("person"), body, shared);
    readStiffness(root.table("stiffness"), shared);

    std::map<std::string, sim::SkinZone> zones;
    for (TomlTable& table : root.tables("zone")) {
        sim::SkinZone zone = readZone(table, shared);
        const std::string id = zone.id;
        if (!zones.emplace(id, std::move(zone)).second) {
            table.problem("id", fmt::format("zone '{}' is there twice", id));
        }
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return zones;
}

} // namespace

Result<std::map<std::string, sim::SkinZone>> parseTissues(std::string_view text,
                                                          const std::string& name) {
    return parse(text, name, std::nullopt);
}

Result<std::map<std::string, sim::SkinZone>>
parseTissuesOf(const Patient& patient, std::string_view text, const std::string& name) {
    return parse(text, name, Body{static_cast<double>(patient.age_y), patient.sex == Sex::Male});
}

} // namespace stipple::scene
