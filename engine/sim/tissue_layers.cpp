#include "engine/sim/tissue_layers.h"

namespace stipple::sim {

TissueStack scaled(TissueStack stack, double skinScale, double fatScale) {
    for (std::size_t k = 0; k < kSoftLayerCount; ++k) {
        const bool fat = k == static_cast<std::size_t>(Layer::Hypodermis);
        stack.layers[k].thickness_m *= static_cast<float>(fat ? fatScale : skinScale);
    }
    return stack;
}

float skinThickness_m(const TissueStack& stack) {
    return layerTop_m(stack, Layer::Hypodermis);
}

float baseDepth_m(const TissueStack& stack) {
    return layerTop_m(stack, Layer::Base);
}

Layer layerAt(const TissueStack& stack, float depth_m) {
    float bottom_m = 0.0f;
    for (std::size_t k = 0; k < kSoftLayerCount; ++k) {
        bottom_m += stack.layers[k].thickness_m;
        if (depth_m < bottom_m) {
            return static_cast<Layer>(k);
        }
    }
    return Layer::Base;
}

float layerTop_m(const TissueStack& stack, Layer layer) {
    float top_m = 0.0f;
    for (std::size_t k = 0; k < static_cast<std::size_t>(layer); ++k) {
        top_m += stack.layers[k].thickness_m;
    }
    return top_m;
}

} // namespace stipple::sim
