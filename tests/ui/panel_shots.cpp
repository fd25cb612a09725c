// Draws every panel offscreen with sample views and writes pictures to look at:
//   panel_shots FOLDER [NAME]
// A picture is not a test: what can be counted is in the tests beside this file.

#include "engine/gpu/frame.h"
#include "engine/gpu/readback.h"
#include "engine/ui/imgui_context.h"
#include "engine/ui/imgui_pass.h"
#include "tests/ui/sample_views.h"
#include "training/ui/screen_layout.h"

#include <stb/stb_image_write.h>

#include <cstdio>
#include <functional>
#include <string>

namespace {

using namespace stipple;
using namespace stipple::training_ui;

struct Shot {
    std::string name;
    std::uint32_t width, height;
    float scale;
    std::function<void(const ui::Screen&)> draw;
};

UiActions ignored;

void drawWhole(const ui::Screen& screen,
               const std::function<void(ImDrawList&, const ui::Box&)>& draw) {
    draw(*ImGui::GetForegroundDrawList(), {0.0f, 0.0f, screen.width_px, screen.height_px});
}

void shotLive(const ui::Screen& screen, const LiveView& view, const SectionView& section) {
    LiveChoices choices;
    drawLive(screen, view, section, tests::sampleCoverage(MapMode::Passes), choices, ignored);
}

void shotReview(const ui::Screen& screen, int tab) {
    tests::SampleReview review;
    tests::fillReview(review);
    ReviewChoices choices;
    choices.tab = tab;
    drawReview(screen, review.view, choices, ignored);
}

std::vector<Shot> sizes(const std::string& name,
                        const std::function<void(const ui::Screen&)>& draw) {
    return {{name + "_100", 1280, 720, 1.0f, draw},
            {name + "_200", 2560, 1440, 2.0f, draw},
            {name + "_150", 1024, 600, 1.5f, draw}};
}

std::vector<Shot> allShots() {
    std::vector<Shot> shots;
    const auto add = [&](const std::string& name,
                         const std::function<void(const ui::Screen&)>& draw) {
        for (Shot& shot : sizes(name, draw)) {
            shots.push_back(std::move(shot));
        }
    };
    add("start", [](const ui::Screen& screen) {
        StartChoices choices;
        drawStart(screen, tests::sampleStart(), choices, ignored);
    });
    add("live", [](const ui::Screen& screen) {
        shotLive(screen, tests::sampleLive(), tests::sampleSection());
    });
    add("face", [](const ui::Screen& screen) {
        LiveChoices choices;
        drawLive(screen, tests::sampleLiveOnPerson(13), tests::sampleSection(),
                 tests::samplePerson(13), choices, ignored);
    });
    add("loading", [](const ui::Screen& screen) {
        drawLoading(screen,
                    {.title = "Getting Woman, 34, fine lines ready",
                     .step = "Working out light and shadow",
                     .done = 4,
                     .steps = 6,
                     .waited_s = 2.4},
                    ignored);
    });
    for (const std::size_t zones : {1U, 7U, 13U, 16U}) {
        for (const auto& [width, height] : {std::pair{400U, 270U}, std::pair{240U, 160U}}) {
            shots.push_back({"zones_" + std::to_string(zones) + "_" + std::to_string(width), width,
                             height, 1.0f, [zones](const ui::Screen& screen) {
                                 drawWhole(screen, [&](ImDrawList& list, const ui::Box& box) {
                                     drawCoverage(list, screen, box, tests::samplePerson(zones),
                                                  ImVec2(-1.0f, -1.0f));
                                 });
                             }});
        }
    }
    for (const float fat : {0.1f, 1.9f, 12.0f}) {
        shots.push_back({"section_fat_" + std::to_string(static_cast<int>(fat * 10.0f)), 418, 270,
                         1.0f, [fat](const ui::Screen& screen) {
                             drawWhole(screen, [&](ImDrawList& list, const ui::Box& box) {
                                 SectionView view = tests::sampleSection();
                                 view.layer_mm[4] = fat;
                                 view.baseIsHard = fat < 10.0f;
                                 view.baseLabel = fat < 10.0f ? "Bone" : "Muscle";
                                 drawSection(list, screen, box, view);
                             });
                         }});
    }
    for (const bool hovering : {true, false}) {
        shots.push_back({hovering ? "section_hovering" : "section_fold", 418, 270, 1.0f,
                         [hovering](const ui::Screen& screen) {
                             drawWhole(screen, [&](ImDrawList& list, const ui::Box& box) {
                                 SectionView view = tests::sampleSection();
                                 view.gap_mm = hovering ? 0.2f : -0.5f;
                                 view.indentation_mm = hovering ? 0.0f : 0.5f;
                                 view.needleOut_mm = 0.5f;
                                 view.reached_mm = hovering ? 0.12f : 0.42f;
                                 view.rimStretch_pct = hovering ? 0.0f : 23.0f;
                                 view.fold_mm = hovering ? 0.0f : 1.2f;
                                 view.lift_mm = 0.03f;
                                 view.foldRight = false;
                                 drawSection(list, screen, box, view);
                             });
                         }});
    }
    add("critical", [](const ui::Screen& screen) {
        LiveView view = tests::sampleLive();
        view.dial_mm = 1.5f;
        view.criticalFails = {"Over the jurisdiction's depth ceiling"};
        view.tilt_deg = 14.0f;
        view.delivered_mm = 1.2f;
        view.glide_mmps = 48.0f;
        view.gel = 0.1f;
        view.forceAssessed = view.tiltAssessed = true;
        view.paused = true;
        SectionView section = tests::sampleSection();
        section.needleSet_mm = 1.5f;
        section.needleOut_mm = 1.3f;
        section.reached_mm = 1.2f;
        section.tilt_deg = 14.0f;
        section.gap_mm = 0.0f;
        section.indentation_mm = 0.0f;
        shotLive(screen, view, section);
    });
    add("result", [](const ui::Screen& screen) { shotReview(screen, 0); });
    add("traces", [](const ui::Screen& screen) { shotReview(screen, 1); });
    add("keys", [](const ui::Screen& screen) { drawKeyCard(screen, ignored); });
    add("settings", [](const ui::Screen& screen) { drawSettings(screen, Settings{}, ignored); });
    shots.push_back({"section_full", 1280, 720, 1.5f, [](const ui::Screen& screen) {
                         drawWhole(screen, [&](ImDrawList& list, const ui::Box& box) {
                             SectionView view = tests::sampleSection();
                             view.fold_mm = 1.2f;
                             view.foldRight = false;
                             drawSection(list, screen, box, view);
                         });
                     }});
    shots.push_back({"section_small", 320, 240, 1.0f, [](const ui::Screen& screen) {
                         drawWhole(screen, [&](ImDrawList& list, const ui::Box& box) {
                             drawSection(list, screen, box, tests::sampleSection());
                         });
                     }});
    for (const MapMode mode : {MapMode::Passes, MapMode::Density, MapMode::Depth}) {
        shots.push_back({"map_full_" + std::to_string(static_cast<int>(mode)), 1280, 720, 1.5f,
                         [mode](const ui::Screen& screen) {
                             drawWhole(screen, [&](ImDrawList& list, const ui::Box& box) {
                                 drawCoverage(list, screen, box, tests::sampleCoverage(mode),
                                              ImVec2(400.0f, 300.0f));
                             });
                         }});
    }
    return shots;
}

Status write(const gpu::Device& device, gpu::FrameQueue& frames, const Shot& shot,
             const std::string& folder) {
    ui::ImguiContext context({.scale = shot.scale});
    Result<ui::ImguiPass> pass = ui::ImguiPass::create(device);
    Result<gpu::Image> image =
        gpu::Image::create(device, "shot", {.size = {shot.width, shot.height}, .target = true});
    if (!pass || !image) {
        return pass ? image.error() : pass.error();
    }
    platform::InputFrame input;
    input.width_px = static_cast<int>(shot.width);
    input.height_px = static_cast<int>(shot.height);
    const ImDrawData* data = nullptr;
    // the second frame knows the sizes of the first
    for (int i = 0; i < 3; ++i) {
        context.beginFrame(input, 0.04f);
        shot.draw(context.screen());
        data = context.endFrame();
    }
    Result<gpu::CommandList*> commands = frames.begin();
    if (!commands) {
        return commands.error();
    }
    (*commands)->beginPass("clear");
    (*commands)->beginRendering(
        {.colour = &*image, .clearColour = true, .clear = {0.30f, 0.27f, 0.26f, 1.0f}});
    (*commands)->endRendering();
    (*commands)->endPass();
    pass->draw(**commands, *image, *data);
    if (Status sent = frames.submit(); !sent) {
        return sent;
    }
    if (Status done = frames.wait(); !done) {
        return done;
    }
    Result<gpu::Picture> picture = gpu::readBack(device, *image);
    if (!picture) {
        return picture.error();
    }
    for (std::size_t i = 3; i < picture->rgba.size(); i += 4) {
        picture->rgba[i] = 255;
    }
    const std::string path = folder + "/" + shot.name + ".png";
    const int stride = static_cast<int>(shot.width) * 4;
    if (stbi_write_png(path.c_str(), static_cast<int>(shot.width), static_cast<int>(shot.height), 4,
                       picture->rgba.data(), stride) == 0) {
        return fail("'{}' could not be written", path);
    }
    return Done{};
}

} // namespace

int main(int count, char** arguments) {
    const std::string folder = count > 1 ? arguments[1] : ".";
    const std::string only = count > 2 ? arguments[2] : "";
    Result<std::unique_ptr<gpu::Device>> device = gpu::Device::create({});
    if (!device) {
        std::fprintf(stderr, "%s\n", device.error().text.c_str());
        return 3;
    }
    Result<std::unique_ptr<gpu::FrameQueue>> frames = gpu::FrameQueue::create(**device);
    if (!frames) {
        std::fprintf(stderr, "%s\n", frames.error().text.c_str());
        return 3;
    }
    for (const Shot& shot : allShots()) {
        if (shot.name.rfind(only, 0) != 0) {
            continue;
        }
        if (const Status written = write(**device, **frames, shot, folder); !written) {
            std::fprintf(stderr, "%s: %s\n", shot.name.c_str(), written.error().text.c_str());
            return 3;
        }
    }
    return 0;
}
