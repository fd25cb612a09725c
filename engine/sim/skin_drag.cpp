#include "engine/sim/skin_drag.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_depth.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

/// Skin without fat below it is not held for ever: it slides over what is there.
constexpr double kThinnest = 0.02;

double shearModulus_Pa(const TissueLayer& layer) {
    return static_cast<double>(layer.youngsModulus_Pa) /
           (2.0 * (1.0 + static_cast<double>(layer.poissonRatio)));
}

const TissueLayer& layerOf(const TissueStack& tissue, Layer layer) {
    return tissue.layers[static_cast<std::size_t>(layer)];
}

} // namespace

double lateralStiffness_NpM(const TissueStack& tissue, double radius_m, float lineHold) {
    double thickness_m = 0.0, sheet_NpM = 0.0;
    for (const Layer layer : {Layer::PapillaryDermis, Layer::ReticularDermis}) {
        const TissueLayer& dermis = layerOf(tissue, layer);
        thickness_m += static_cast<double>(dermis.thickness_m);
        sheet_NpM += shearModulus_Pa(dermis) * static_cast<double>(dermis.thickness_m);
    }
    const double fat_Pa = shearModulus_Pa(layerOf(tissue, Layer::Hypodermis));
    const double dermis_Pa = thickness_m > 0.0 ? sheet_NpM / thickness_m : fat_Pa;
    const double gap =
        2.0 - static_cast<double>(layerOf(tissue, Layer::ReticularDermis).poissonRatio);
    const double reach_m = kPi * gap * radius_m / 8.0;
    const double share = 1.0 - fixedExp(-thickness_m / reach_m);
    const double fat_m = static_cast<double>(layerOf(tissue, Layer::Hypodermis).thickness_m);
    // a base holds a layer over it: all of the yielding lies above it
    const double yielding = std::max(kThinnest, 1.0 - fixedExp(-fat_m / reach_m));
    return 8.0 * radius_m / gap *
           (share * dermis_Pa * static_cast<double>(lineHold) + (1.0 - share) * fat_Pa / yielding);
}

double tautHolding(const NeedlingParameters& needling, float strain) {
    const double share = static_cast<double>(strain) / static_cast<double>(needling.tautStrain);
    return 1.0 + (static_cast<double>(needling.tautHold) - 1.0) * share;
}

SkinGrip skinGrip(const NeedlingParameters& needling, float force_N, float gel,
                  double stiffness_NpM) {
    if (!(stiffness_NpM > 0.0) || !(force_N > 0.0f)) {
        return {};
    }
    const float slides_m = frictionOf(needling, gel) * force_N / static_cast<float>(stiffness_NpM);
    return {needling.frictionAtRest * slides_m, slides_m};
}

void mixFilm(float gel, float moved_m, float radius_m, DrawnSkin& drawn) {
    const float share = radius_m > 0.0f ? std::min(moved_m / radius_m, 1.0f) : 1.0f;
    drawn.film += (gel - drawn.film) * share;
}

float drawSkin(const SkinGrip& grip, const glm::vec3& moved_m, const glm::vec3& normal,
               DrawnSkin& drawn) {
    drawn.before_m = drawn.now_m;
    const glm::vec3 stuck_m = drawn.now_m + moved_m;
    drawn.now_m = stuck_m - normal * glm::dot(stuck_m, normal);
    const float way_m = glm::length(drawn.now_m);
    if (!(way_m > grip.sticks_m)) {
        return 0.0f;
    }
    const float kept_m = std::min(grip.slides_m, way_m);
    drawn.now_m *= kept_m / way_m;
    return way_m - kept_m;
}

} // namespace stipple::sim
