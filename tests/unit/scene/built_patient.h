#pragma once

#include "engine/scene/patient.h"
#include "tests/support/data_text.h"

#include <glm/geometric.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace stipple::test {

/// The pen with 16 needles.
inline std::vector<sim::PenDevice> onePen() {
    auto pen = scene::parsePenDevice(dataText("scenes/devices/pen_16.toml"), "pen_16.toml");
    EXPECT_TRUE(pen) << pen.error().text;
    return {*pen};
}

/// A patient with the shipped tissues and needling.
inline Result<scene::PatientModel> build(const scene::Patient& patient,
                                         const scene::PeopleAsset& people,
                                         const std::string& anatomyText) {
    const auto anatomy = scene::parseAnatomy(anatomyText, "anatomy.toml");
    EXPECT_TRUE(anatomy) << anatomy.error().text;
    const auto tissues =
        scene::parseTissuesOf(patient, dataText("scenes/tissues.toml"), "tissues.toml");
    const auto needling = scene::parseNeedling(dataText("scenes/needling.toml"), "needling.toml");
    EXPECT_TRUE(tissues && needling);
    return scene::buildPatientModel(patient, people, *anatomy, *tissues, *needling, onePen());
}

inline double meshArea_m2(const sim::SkinMesh& mesh) {
    double sum = 0.0;
    for (const auto& corner : mesh.triangles) {
        const glm::vec3 ab = mesh.positions_m[corner[1]] - mesh.positions_m[corner[0]];
        const glm::vec3 ac = mesh.positions_m[corner[2]] - mesh.positions_m[corner[0]];
        sum += 0.5 * static_cast<double>(glm::length(glm::cross(ab, ac)));
    }
    return sum;
}

/// Area of all cells of a zone, or of all cells.
inline double cellArea_m2(const sim::SkinCells& cells, int zone = -1) {
    double sum = 0.0;
    for (std::size_t i = 0; i < cells.zone.size(); ++i) {
        if (cells.zone[i] != sim::kOffSkin && (zone < 0 || cells.zone[i] == zone)) {
            sum += static_cast<double>(cells.areas_m2[i]);
        }
    }
    return sum;
}

} // namespace stipple::test
