#include "engine/scene/lint.h"

#include "engine/scene/anatomy.h"
#include "engine/scene/healing_file.h"
#include "engine/scene/input_devices_file.h"
#include "engine/scene/patient.h"

#include <array>

namespace stipple::scene {

std::span<const DataKind> dataKinds() {
    static constexpr std::array kinds{DataKind{"pad_scene", lintWith<parsePadScene>},
                                      DataKind{"tissues", lintWith<parseTissues>},
                                      DataKind{"needling", lintWith<parseNeedling>},
                                      DataKind{"pen", lintWith<parsePenDevice>},
                                      DataKind{"roller", lintWith<parsePenDevice>},
                                      DataKind{"patient", lintWith<parsePatient>},
                                      DataKind{"anatomy", lintWith<parseAnatomy>},
                                      DataKind{"healing", lintWith<parseHealing>},
                                      DataKind{"input_devices", lintWith<parseInputDevices>}};
    return kinds;
}

Status lintText(std::string_view text, const std::string& name) {
    return lintByKind(dataKinds(), text, name);
}

} // namespace stipple::scene
