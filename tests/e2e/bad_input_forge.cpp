// Makes the attempts that nobody can make by playing: a copy of a whole record with one thing
// changed and all digests right.

#include "engine/base/file.h"
#include "training/attempt/rescore.h"
#include "training/recording/attempt_writer.h"

#include <cstdlib>
#include <string>

namespace {

using namespace stipple;

constexpr const char* kUsage = "usage: bad_input_forge FROM TO CHANGE\n"
                               "  core N     recorded by core N\n"
                               "  lost N     N ticks lost\n"
                               "  score N    total N\n"
                               "  lesson     the lesson inside is no lesson\n"
                               "  missing    the lesson inside is gone\n"
                               "  comment    a comment more in the lesson inside\n"
                               "  none       no samples, no marks\n";

bool change(recording::AttemptRecord& record, const std::string& what, const char* number) {
    if (what == "core" && number != nullptr) {
        record.header.coreVersion = static_cast<std::uint32_t>(std::atoi(number));
    } else if (what == "lost" && number != nullptr) {
        record.lostTicks = std::atoi(number);
        scoring::applyLostTicks(record.score, record.lostTicks,
                                static_cast<std::uint32_t>(record.samples.size()));
    } else if (what == "score" && number != nullptr) {
        record.score.total = std::atoi(number);
    } else if (what == "lesson") {
        record.header.files.front().text = "kind = \"lesson\"\n";
    } else if (what == "missing") {
        record.header.files.erase(record.header.files.begin());
    } else if (what == "comment") {
        record.header.files.front().text += "# a comment\n";
    } else if (what == "none") {
        record.samples.clear();
        record.marks.clear();
    } else {
        return false;
    }
    return true;
}

Status write(const recording::AttemptRecord& record, const std::string& path) {
    auto writer = recording::AttemptWriter::create(path, record.header);
    if (!writer) {
        return writer.error();
    }
    std::size_t mark = 0;
    for (std::uint32_t tick = 0; tick < record.samples.size(); ++tick) {
        if (Status kept = writer->add(record.samples[tick]); !kept) {
            return kept;
        }
        if (mark < record.marks.size() && record.marks[mark].tick == tick + 1) {
            if (Status kept = writer->mark(record.marks[mark++]); !kept) {
                return kept;
            }
        }
    }
    return writer->finish(record.score, record.finalHash, record.lostTicks, std::nullopt);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 5) {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    auto record = recording::readAttempt(argv[1]);
    if (!record) {
        fmt::print(stderr, "{}\n", record.error().text);
        return 3;
    }
    if (!change(*record, argv[3], argc == 5 ? argv[4] : nullptr)) {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    if (Status written = write(*record, argv[2]); !written) {
        fmt::print(stderr, "{}\n", written.error().text);
        return 3;
    }
    return 0;
}
