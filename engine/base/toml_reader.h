#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stipple {

/// A number of the field with where it comes from: `{ value = 0.35, unit = "mm", source = "S12",
/// grade = "A" }`. Grades: A, B, C as in the source list; D derived; P proposed; GK unverified.
struct Sourced {
    double value = 0.0;
    std::string unit, source, grade;
};

/// Whether `grade` is one of the grades above, A/B and B/C between them.
[[nodiscard]] bool isGrade(std::string_view grade);

/// `{ min = 0.25, max = 0.5, unit = "mm", source = "S120", grade = "C" }`, min <= max.
struct SourcedRange {
    double min = 0.0, max = 0.0;
    std::string unit, source, grade;
};

namespace detail {
struct TomlDocumentData;
}

/// One table of a TomlDocument. Reading a key marks it as known; a missing key or a wrong type
/// adds a problem with file and line and returns an empty value, so that one run reports all.
/// A handle: valid as long as its document.
class TomlTable {
public:
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] double number(std::string_view key);
    [[nodiscard]] std::int64_t integer(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] Sourced sourced(std::string_view key, std::string_view unit);
    [[nodiscard]] SourcedRange sourcedRange(std::string_view key, std::string_view unit);
    [[nodiscard]] std::vector<double> numbers(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] TomlTable table(std::string_view key);               ///< [key] or key = {..}
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key); ///< [[key]]
    [[nodiscard]] std::vector<std::string> keys() const;               ///< in file order

    /// Line of a key in the file, of the table when the key is missing; 0 when that is missing too.
    [[nodiscard]] int line(std::string_view key) const;

    /// Adds "file:line: key 'x': message" to the document's problems.
    void problem(std::string_view key, std::string_view message);

private:
    friend class TomlDocument;
    TomlTable(detail::TomlDocumentData* document, const void* node)
        : document_(document), node_(node) {}

    detail::TomlDocumentData* document_;
    const void* node_; ///< toml::table, or null when the table was missing
};

/// A strict TOML file: unknown keys are problems too.
class TomlDocument {
public:
    /// `name` is the file's path as shown in problems.
    [[nodiscard]] static Result<TomlDocument> parse(std::string_view text, std::string name);

    TomlDocument(TomlDocument&&) noexcept;
    TomlDocument& operator=(TomlDocument&&) noexcept;
    ~TomlDocument();

    [[nodiscard]] TomlTable root();

    /// All problems met so far, and every key in a visited table that nobody asked for.
    /// Each is one line "file:line: ...". Empty: the file is good.
    [[nodiscard]] std::vector<std::string> problems() const;

    /// Done, or one Error with all problems, one per line.
    [[nodiscard]] Status finish() const;

private:
    explicit TomlDocument(std::unique_ptr<detail::TomlDocumentData> data);
    std::unique_ptr<detail::TomlDocumentData> data_;
};

/// Reads a word that stands for one of a few choices; any other is a problem that names them all.
template <class Choice, std::size_t N>
[[nodiscard]] Choice choose(TomlTable& table, std::string_view key,
                            const std::array<std::pair<std::string_view, Choice>, N>& choices) {
    const std::string text = table.text(key);
    std::string names;
    for (const auto& [name, choice] : choices) {
        if (text == name) {
            return choice;
        }
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
    }
    if (table.has(key)) {
        table.problem(key, fmt::format("'{}' is none of {}", text, names));
    }
    return choices[0].second;
}

} // namespace stipple
