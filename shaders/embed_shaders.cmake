# Writes the SPIR-V files of FILES (comma separated) as words into the C++ file OUT.

string(REPLACE "," ";" files "${FILES}")
set(arrays "")
set(table "")
foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    string(REGEX REPLACE "\\.spv$" "" name "${name}")
    string(MAKE_C_IDENTIFIER "${name}" identifier)
    file(READ ${file} hex HEX)
    # little-endian bytes to words
    string(REGEX REPLACE "(..)(..)(..)(..)" "0x\\4\\3\\2\\1U," words "${hex}")
    string(APPEND arrays "constexpr std::uint32_t k_${identifier}[] = {${words}};\n")
    string(APPEND table "    if (fileName == \"${name}\") {\n        return k_${identifier};\n    }\n")
endforeach()
file(WRITE ${OUT} "#include \"engine/base/assert.h\"
#include \"engine/gpu/shader_module.h\"

namespace stipple::gpu {
namespace {
${arrays}
} // namespace

std::span<const std::uint32_t> embeddedShader(std::string_view fileName) {
${table}    STIPPLE_ASSERT(false, \"every shader that is asked for is listed in shaders/CMakeLists.txt\");
    return {};
}

} // namespace stipple::gpu
")
