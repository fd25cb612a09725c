#pragma once

#include "engine/render/person_parts.h"

namespace stipple::render {

[[nodiscard]] Result<PersonPipelines> createPersonPipelines(const gpu::Device& device);

} // namespace stipple::render
