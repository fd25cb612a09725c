#include "training/attempt/attempt.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace {

TEST(Core, LoadsNeitherVulkanNorWindowNorPanels) {
    std::ifstream maps("/proc/self/maps");
    ASSERT_TRUE(maps.good());
    for (std::string line; std::getline(maps, line);) {
        for (const char* name : {"libvulkan", "libglfw", "libimgui", "libX11", "libGL"}) {
            EXPECT_EQ(line.find(name), std::string::npos) << line;
        }
    }
}

TEST(Core, IsReallyLinkedIn) {
    // a function of the topmost core library; its address is only known when the core links alone
    EXPECT_NE(&stipple::attempt::Attempt::scoreSoFar, nullptr);
}

} // namespace
