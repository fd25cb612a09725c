#pragma once

#include "engine/gpu/readback.h"

#include <string>

namespace stipple::test {

inline constexpr gpu::Extent kGoldenSize{480, 270};
inline constexpr float kGoldenAspect = 480.0f / 270.0f;

/// Fails the test, and leaves a page with old, new and difference, when the picture is not the
/// golden one of this name; or replaces that: STIPPLE_RENEW_GOLDEN=1.
void compareWithGolden(const std::string& name, const gpu::Picture& fresh);

} // namespace stipple::test

/// First line of a golden test. Other devices round otherwise: only lavapipe is compared.
#define STIPPLE_OPEN_LAVAPIPE(device)                                                              \
    STIPPLE_OPEN_DEVICE(device)                                                                    \
    if (device->name().find("llvmpipe") == std::string::npos) {                                    \
        if (test::deviceIsRequired()) {                                                            \
            FAIL() << "golden pictures need lavapipe, this is " << device->name();                 \
        }                                                                                          \
        GTEST_SKIP() << "golden pictures need lavapipe, this is " << device->name();               \
    }
