# How every target of the project is compiled: warnings, determinism, sanitizers.

add_library(stipple_flags INTERFACE)
target_compile_options(stipple_flags INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
    -ffp-contract=off -fno-math-errno)
target_include_directories(stipple_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
if(STIPPLE_SANITIZE)
    target_compile_options(stipple_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
        -O1) # half the time to compile; what the tests do takes no longer
    target_link_options(stipple_flags INTERFACE -fsanitize=address,undefined)
endif()
if(STIPPLE_FUZZ)
    target_compile_options(stipple_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Headers that nearly every file reads, parsed once per build: half of what most files cost.
set(stipple_common_headers <algorithm> <array> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <optional> <span>
    <string> <string_view> <utility> <vector> <fmt/format.h> <glm/common.hpp> <glm/geometric.hpp> <glm/gtc/quaternion.hpp>
    <glm/vec2.hpp> <glm/vec3.hpp> <glm/vec4.hpp>)
add_library(stipple_headers OBJECT ${CMAKE_CURRENT_LIST_DIR}/common_headers.cpp)
target_link_libraries(stipple_headers PRIVATE stipple_flags fmt::fmt glm::glm)
target_precompile_headers(stipple_headers PRIVATE ${stipple_common_headers})

# stipple_library(NAME SOURCES a.cpp ... OURS stipple_base ... THIRD fmt::fmt ...)
# OURS and THIRD mirror the folder's row in engine/README.md.
function(stipple_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;OURS;THIRD;PRIVATE" ${ARGN})
    if(NOT ARG_SOURCES)
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE stipple_flags ${ARG_OURS} ${ARG_THIRD})
        return()
    endif()
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC stipple_flags ${ARG_OURS} ${ARG_THIRD} PRIVATE ${ARG_PRIVATE})
    target_precompile_headers(${name} REUSE_FROM stipple_headers)
endfunction()

# Third-party headers are not ours to warn about.
function(stipple_system_includes target)
    get_target_property(dirs ${target} INTERFACE_INCLUDE_DIRECTORIES)
    if(dirs)
        set_target_properties(${target} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${dirs}")
    endif()
endfunction()
