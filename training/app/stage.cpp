#include "training/app/stage.h"

#include "engine/base/log.h"
#include "engine/platform/window_surface.h"
#include "engine/render/png_file.h"

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

gpu::Extent sizeOf(const platform::InputFrame& input) {
    return {static_cast<std::uint32_t>(std::max(input.width_px, 0)),
            static_cast<std::uint32_t>(std::max(input.height_px, 0))};
}

std::uint32_t scaled(float pixels, float scale) {
    return static_cast<std::uint32_t>(std::max(16.0f, std::round(pixels * scale)));
}

// a still frame of the size asked for, for pictures without a window
platform::InputFrame stillInput(const StageSettings& settings) {
    platform::InputFrame input;
    input.width_px = settings.width;
    input.height_px = settings.height;
    input.mouseX_px = -1.0f;
    input.mouseY_px = -1.0f;
    return input;
}

} // namespace

Result<std::unique_ptr<Stage>> Stage::create(const StageSettings& settings) {
    std::unique_ptr<Stage> stage(new Stage);
    stage->settings_ = settings;
    stage->input_ = stillInput(settings);
    if (settings.window) {
        auto window =
            platform::Window::create({.width = settings.width, .height = settings.height});
        if (!window) {
            return window.error();
        }
        stage->window_ = std::move(window).value();
        stage->input_ = stage->window_->frame();
    }
    if (Status opened = stage->openDevice(); !opened) {
        return settings.window ? fail("{} Without pictures, `stipple perform`, `score` and "
                                      "`report` work.",
                                      opened.error().text)
                               : opened.error();
    }
    stage->imgui_ = std::make_unique<ui::ImguiContext>(
        ui::ImguiContext::Settings{.scale = stage->input_.contentScale * settings.uiScale});
    auto pass = ui::ImguiPass::create(*stage->device_);
    if (!pass) {
        return pass.error();
    }
    stage->imguiPass_ = std::move(pass).value();
    stage->fontRevision_ = stage->imgui_->fontRevision();
    return stage;
}

Stage::~Stage() {
    if (device_) {
        device_->waitIdle();
        if (device_->validationMessages() != 0) {
            logError("{} messages of the validation layer; the first: {}",
                     device_->validationMessages(), device_->validationText());
        }
    }
}

Status Stage::openDevice() {
    gpu::DeviceSettings wished{.gpu = settings_.gpu,
                               .validation = settings_.validation,
                               .surfaceExtensions = {},
                               .makeSurface = {}};
    if (window_) {
        wished.surfaceExtensions = platform::surfaceExtensions();
        wished.makeSurface = [this](VkInstance instance) {
            return platform::makeSurface(*window_, instance);
        };
    }
    auto device = gpu::Device::create(wished);
    if (!device) {
        return device.error();
    }
    device_ = std::move(device).value();
    auto output = render::FrameOutput::create(*device_);
    if (!output) {
        return output.error();
    }
    output_ = std::move(output).value();
    return Done{};
}

Status Stage::showExercise(const Exercise& exercise, bool regions) {
    forgetExercise();
    auto shown = showOn(*device_, exercise, regions);
    if (!shown) {
        return shown.error();
    }
    shown_ = std::move(shown).value();
    return Done{};
}

void Stage::show(ShownExercise shown) {
    forgetExercise();
    shown_ = std::move(shown);
}

void Stage::forgetExercise() {
    device_->waitIdle();
    shown_.renderer.reset();
    shown_.scene.reset();
}

void Stage::forgetSkin() {
    if (shown_.renderer) {
        shown_.renderer->forgetSkin();
    }
}

const platform::InputFrame& Stage::beginFrame(float delta_s) {
    if (window_) {
        input_ = window_->poll();
        imgui_->setScale(input_.contentScale * settings_.uiScale);
    }
    imgui_->beginFrame(input_, delta_s);
    return input_;
}

bool Stage::minimised() const {
    return input_.minimised || input_.width_px == 0;
}

void Stage::setUiScale(float scale) {
    settings_.uiScale = scale;
}

Status Stage::drawPicture(const Picture& picture) {
    // up to the box's own resolution the picture is made smaller; beyond, it is drawn larger and
    // averaged down inside the renderer
    const float shrink = std::min(picture.scale, 1.0f);
    const gpu::Extent size{scaled(picture.box.width, shrink), scaled(picture.box.height, shrink)};
    if (!picture_ || picture_.size().width != size.width || picture_.size().height != size.height) {
        auto made = gpu::Image::create(*device_, "picture", {.size = size, .target = true});
        if (!made) {
            return made.error();
        }
        picture_ = std::move(made).value();
    }
    const auto drawn =
        shown_.renderer->draw(output_->commands(), picture_, picture.view, picture.scene,
                              {.quality = picture.quality, .scale = std::max(picture.scale, 1.0f)});
    if (!drawn) {
        return drawn.error();
    }
    return Done{};
}

void Stage::placePicture(const ui::Box& box) {
    ImGui::GetBackgroundDrawList()->AddImage(&picture_, ImVec2(box.x, box.y),
                                             ImVec2(box.x + box.width, box.y + box.height));
}

Status Stage::endFrame(const std::optional<Picture>& picture) {
    const ImDrawData* panels = imgui_->endFrame();
    if (imgui_->fontRevision() != fontRevision_) {
        device_->waitIdle();
        if (Status renewed = imguiPass_->renewFonts(); !renewed) {
            return renewed;
        }
        fontRevision_ = imgui_->fontRevision();
    }
    const auto begun = output_->begin(sizeOf(input_));
    if (!begun) {
        return begun.error();
    }
    if (!*begun) {
        return Done{};
    }
    if (picture && shown_.renderer) {
        if (Status drawn = drawPicture(*picture); !drawn) {
            return drawn;
        }
    }
    gpu::CommandList& commands = output_->commands();
    commands.beginRendering({.colour = &output_->target(),
                             .clearColour = true,
                             .clear = {0.055f, 0.063f, 0.075f, 1.0f}});
    commands.endRendering();
    commands.barrier(gpu::Use::ColourTarget, gpu::Use::ShaderRead);
    imguiPass_->draw(commands, output_->target(), *panels);
    return output_->finish();
}

Status Stage::savePng(const std::string& path) {
    const auto picture = output_->picture();
    if (!picture) {
        return picture.error();
    }
    return render::writePng(path, *picture);
}

} // namespace stipple::app
