#pragma once

#include "engine/base/toml_reader.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <string_view>

namespace stipple {

// What all data files have in common: they begin with `kind = "pen"` and `format = 1`, carry an
// id, and hold numbers that must lie inside limits.

/// The layout of data files that this program reads.
inline constexpr int kDataFormat = 1;

/// "1.0", "0.375": at least one decimal, at most four, no trailing zeros; for messages.
[[nodiscard]] inline std::string decimal(double value) {
    std::string text = fmt::format("{:.4f}", value);
    while (text.back() == '0' && text[text.size() - 2] != '.') {
        text.pop_back();
    }
    return text;
}

/// The file's `kind`, or why it cannot be told. `name` is the path as shown in problems.
[[nodiscard]] inline Result<std::string> dataKind(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    if (!root.has("kind")) {
        return fail("{}:1: key 'kind' is missing; it says what the file is, for example "
                    "kind = \"protocol\"",
                    name);
    }
    return root.text("kind");
}

/// A kind of data file and what reads such a file for its problems alone, each a line
/// "file:line: ...".
struct DataKind {
    std::string_view kind;
    Status (*lint)(std::string_view text, const std::string& name);
};

/// `Parse` as DataKind::lint wants it: without the value.
template <auto Parse> Status lintWith(std::string_view text, const std::string& name) {
    const auto parsed = Parse(text, name);
    return parsed ? Status{Done{}} : Status{parsed.error()};
}

/// Reads a file by the one of `kinds` that it says it is; of another kind: at which line, and what
/// it may be.
[[nodiscard]] inline Status lintByKind(std::span<const DataKind> kinds, std::string_view text,
                                       const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    const Result<std::string> kind = dataKind(text, name);
    if (!document || !kind) {
        return document ? kind.error() : document.error();
    }
    std::string known;
    for (const DataKind& one : kinds) {
        if (one.kind == *kind) {
            return one.lint(text, name);
        }
        known += fmt::format("{}{}", known.empty() ? "" : ", ", one.kind);
    }
    document->root().problem("kind", fmt::format("'{}' is none of {}", *kind, known));
    // only this one: of an unknown kind, no key is known
    return Error{document->problems().front()};
}

/// Reads `kind` and `format` and adds problems when they are not these.
inline void expectKind(TomlTable& root, std::string_view kind) {
    const std::string found = root.text("kind");
    if (!found.empty() && found != kind) {
        root.problem("kind", fmt::format("is '{}', must be '{}'", found, kind));
    }
    const std::int64_t format = root.integer("format");
    if (root.has("format") && format != kDataFormat) {
        root.problem("format", fmt::format("is {}, this program reads {}", format, kDataFormat));
    }
}

/// A text that must not be empty.
[[nodiscard]] inline std::string filledText(TomlTable& table, std::string_view key) {
    std::string text = table.text(key);
    if (text.empty() && table.has(key)) {
        table.problem(key, "must not be empty");
    }
    return text;
}

/// An id: lower-case letters, digits and underscores.
[[nodiscard]] inline std::string idText(TomlTable& table, std::string_view key) {
    std::string text = filledText(table, key);
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!plain) {
        table.problem(key, fmt::format("'{}' must hold only a-z, 0-9 and _", text));
    }
    return text;
}

/// A path of a data file below the data root: relative, without "..".
[[nodiscard]] inline std::string pathText(TomlTable& table, std::string_view key) {
    std::string text = filledText(table, key);
    if (!text.empty() && (text.front() == '/' || text.find("..") != std::string::npos ||
                          text.find('\\') != std::string::npos)) {
        table.problem(key, "must be a path below the data folder, like scenes/tissues.toml");
    }
    return text;
}

/// Adds a problem when `value` lies outside low..high.
inline void expectIn(TomlTable& table, std::string_view key, double value, double low, double high,
                     std::string_view unit) {
    if (table.has(key) && !(value >= low && value <= high)) {
        table.problem(key, fmt::format("is {} {}, must be {} to {}", decimal(value), unit,
                                       decimal(low), decimal(high)));
    }
}

[[nodiscard]] inline double numberIn(TomlTable& table, std::string_view key, double low,
                                     double high, std::string_view unit = "") {
    const double value = table.number(key);
    expectIn(table, key, value, low, high, unit);
    return value;
}

/// Adds a problem when a number names no source.
template <class SourcedValue>
void expectSource(TomlTable& table, std::string_view key, const SourcedValue& value) {
    if (table.has(key) && value.source.empty()) {
        table.problem(key, "source must not be empty");
    }
    if (table.has(key) && value.grade.empty()) {
        table.problem(key, "grade must not be empty");
    }
}

/// A grade that stands by itself, as of a text.
[[nodiscard]] inline std::string gradeText(TomlTable& table, std::string_view key) {
    std::string grade = table.text(key);
    if (table.has(key) && !isGrade(grade)) {
        table.problem(key, fmt::format("grade '{}' is none of A, A/B, B, B/C, C, D, P, GK", grade));
    }
    return grade;
}

/// A number with its source, inside low..high in its own unit.
[[nodiscard]] inline Sourced sourcedIn(TomlTable& table, std::string_view key,
                                       std::string_view unit, double low, double high) {
    Sourced value = table.sourced(key, unit);
    expectIn(table, key, value.value, low, high, unit);
    expectSource(table, key, value);
    return value;
}

/// The same, multiplied into SI.
[[nodiscard]] inline float sourcedSi(TomlTable& table, std::string_view key, std::string_view unit,
                                     double low, double high, double toSi = 1.0) {
    return static_cast<float>(sourcedIn(table, key, unit, low, high).value * toSi);
}

/// A range with its source, both ends inside low..high in its own unit.
[[nodiscard]] inline SourcedRange sourcedRangeIn(TomlTable& table, std::string_view key,
                                                 std::string_view unit, double low, double high) {
    SourcedRange range = table.sourcedRange(key, unit);
    expectIn(table, key, range.min, low, high, unit);
    expectIn(table, key, range.max, low, high, unit);
    expectSource(table, key, range);
    return range;
}

} // namespace stipple
