#include "engine/render/png_file.h"

#include "engine/base/file.h"

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#include <stb/stb_image.h>
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>

namespace stipple::render {

std::vector<std::uint8_t> encodePng(const gpu::Picture& picture) {
    std::vector<std::uint8_t> bytes;
    const auto append = [](void* context, void* data, int size) {
        auto* out = static_cast<std::vector<std::uint8_t>*>(context);
        const auto* first = static_cast<const std::uint8_t*>(data);
        out->insert(out->end(), first, first + size);
    };
    const int width = static_cast<int>(picture.size.width);
    const int height = static_cast<int>(picture.size.height);
    stbi_write_png_to_func(append, &bytes, width, height, 4, picture.rgba.data(), width * 4);
    return bytes;
}

Status writePng(const std::filesystem::path& path, const gpu::Picture& picture) {
    return writeFileWhole(path, encodePng(picture));
}

Result<gpu::Picture> readPng(const std::filesystem::path& path) {
    Result<std::vector<std::uint8_t>> file = readBinaryFile(path);
    if (!file) {
        return file.error();
    }
    int width = 0, height = 0, channels = 0;
    stbi_uc* texels = stbi_load_from_memory(file->data(), static_cast<int>(file->size()), &width,
                                            &height, &channels, 4);
    if (texels == nullptr) {
        return fail("{} is not a PNG picture.", path.string());
    }
    gpu::Picture picture;
    picture.size = {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
    picture.rgba.assign(texels, texels + std::size_t{picture.size.width} * picture.size.height * 4);
    stbi_image_free(texels);
    return picture;
}

} // namespace stipple::render
