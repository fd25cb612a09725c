#pragma once

#include "engine/render/render_scene.h"
#include "engine/scene/skin_appearance.h"

#include <memory>
#include <string>

namespace stipple::test {

/// One of the people of scenes/patients, ready to be drawn.
struct ShownPatient {
    scene::Patient patient;
    scene::PatientModel built;
    scene::SkinAppearance appearance;
    render::PersonLook look;
    sim::SkinState skin;

    [[nodiscard]] render::StaticScene fixed() const;
    [[nodiscard]] render::RenderScene scene() const;
    /// The cell nearest to a place that lies on top of the skin.
    [[nodiscard]] std::uint32_t cellAt(float x_m, float z_m) const;
    /// Redness, pin-pricks, beads of blood, a scratch and gel around a cell.
    void treatAround(std::uint32_t cell, float radius_m);
};

/// Null with the reason when the people have not been fetched.
[[nodiscard]] std::unique_ptr<ShownPatient> showPatient(const std::string& id, std::string& reason);

} // namespace stipple::test
