// Lets one header serve C++ and GLSL: the same names for vectors and matrices.
#ifndef STIPPLE_SHADERS_GLSL_TYPES_H
#define STIPPLE_SHADERS_GLSL_TYPES_H

#ifdef __cplusplus
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec4.hpp>
namespace stipple::shared {
using vec2 = glm::vec2;
using vec4 = glm::vec4;
using mat4 = glm::mat4;
using uint = std::uint32_t;
} // namespace stipple::shared
#define STIPPLE_SHARED_BEGIN namespace stipple::shared {
#define STIPPLE_SHARED_END }
#define STIPPLE_SHARED_CONST inline constexpr std::uint32_t
#define STIPPLE_SHARED_FLOAT inline constexpr float
#else
#define STIPPLE_SHARED_BEGIN
#define STIPPLE_SHARED_END
#define STIPPLE_SHARED_CONST const uint
#define STIPPLE_SHARED_FLOAT const float
#endif

#endif
