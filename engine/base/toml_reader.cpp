#include "engine/base/toml_reader.h"

// The library asserts on some malformed files, "a = [ }" for one. That is the world not being as
// hoped, and what follows the assertion says so in words.
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace stipple {

bool isGrade(std::string_view grade) {
    constexpr std::string_view kGrades[] = {"A", "A/B", "B", "B/C", "C", "D", "P", "GK"};
    return std::find(std::begin(kGrades), std::end(kGrades), grade) != std::end(kGrades);
}

namespace detail {

struct TomlDocumentData {
    std::string name;
    toml::table root;
    std::vector<const toml::table*> visited;
    std::map<const toml::table*, std::set<std::string, std::less<>>> known;
    std::vector<std::string> problems;

    void visit(const toml::table* table) {
        if (known.try_emplace(table).second) {
            visited.push_back(table);
        }
    }
};

} // namespace detail

namespace {

const toml::table* asTable(const void* node) {
    return static_cast<const toml::table*>(node);
}

std::uint32_t lineOf(const toml::table* table, std::string_view key) {
    if (table == nullptr) {
        return 0;
    }
    const toml::node* node = table->get(key);
    return node != nullptr ? node->source().begin.line : table->source().begin.line;
}

const toml::node* find(detail::TomlDocumentData* document, const void* node, std::string_view key) {
    const toml::table* table = asTable(node);
    if (table == nullptr) {
        return nullptr;
    }
    document->known[table].emplace(key);
    return table->get(key);
}

} // namespace

bool TomlTable::has(std::string_view key) const {
    return node_ != nullptr && asTable(node_)->contains(key);
}

int TomlTable::line(std::string_view key) const {
    return static_cast<int>(lineOf(asTable(node_), key));
}

void TomlTable::problem(std::string_view key, std::string_view message) {
    document_->problems.push_back(fmt::format("{}:{}: key '{}': {}", document_->name,
                                              lineOf(asTable(node_), key), key, message));
}

namespace {
constexpr const char* kMissing = "is missing";
}

std::string TomlTable::text(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    if (node_ == nullptr) {
        return {};
    }
    if (node == nullptr) {
        problem(key, kMissing);
        return {};
    }
    if (const auto* value = node->as_string()) {
        return value->get();
    }
    problem(key, "must be a text in quotes");
    return {};
}

double TomlTable::number(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    if (node_ == nullptr) {
        return 0.0;
    }
    if (node == nullptr) {
        problem(key, kMissing);
        return 0.0;
    }
    double value = 0.0;
    if (const auto* real = node->as_floating_point()) {
        value = real->get();
    } else if (const auto* whole = node->as_integer()) {
        value = static_cast<double>(whole->get());
    } else {
        problem(key, "must be a number");
        return 0.0;
    }
    if (!std::isfinite(value)) {
        problem(key, "must be a finite number");
        return 0.0;
    }
    return value;
}

std::int64_t TomlTable::integer(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    if (node_ == nullptr) {
        return 0;
    }
    if (node == nullptr) {
        problem(key, kMissing);
        return 0;
    }
    if (const auto* whole = node->as_integer()) {
        return whole->get();
    }
    problem(key, "must be a whole number");
    return 0;
}

bool TomlTable::flag(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    if (node_ == nullptr) {
        return false;
    }
    if (node == nullptr) {
        problem(key, kMissing);
        return false;
    }
    if (const auto* value = node->as_boolean()) {
        return value->get();
    }
    problem(key, "must be true or false");
    return false;
}

namespace {

template <class SourcedValue>
void readProvenance(TomlTable& outer, std::string_view key, TomlTable& inner, std::string_view unit,
                    SourcedValue& out) {
    out.unit = inner.text("unit");
    out.source = inner.text("source");
    out.grade = inner.text("grade");
    if (!out.unit.empty() && out.unit != unit) {
        outer.problem(key, fmt::format("unit is '{}', must be '{}'", out.unit, unit));
    }
    if (!out.grade.empty() && !isGrade(out.grade)) {
        outer.problem(key,
                      fmt::format("grade '{}' is none of A, A/B, B, B/C, C, D, P, GK", out.grade));
    }
}

} // namespace

Sourced TomlTable::sourced(std::string_view key, std::string_view unit) {
    TomlTable inner = table(key);
    Sourced out;
    if (inner.node_ != nullptr) {
        out.value = inner.number("value");
        readProvenance(*this, key, inner, unit, out);
    }
    return out;
}

SourcedRange TomlTable::sourcedRange(std::string_view key, std::string_view unit) {
    TomlTable inner = table(key);
    SourcedRange out;
    if (inner.node_ != nullptr) {
        out.min = inner.number("min");
        out.max = inner.number("max");
        readProvenance(*this, key, inner, unit, out);
        if (out.min > out.max) {
            problem(key, fmt::format("min {} is above max {}", out.min, out.max));
        }
    }
    return out;
}

std::vector<double> TomlTable::numbers(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    std::vector<double> out;
    if (node_ == nullptr) {
        return out;
    }
    const toml::array* array = node != nullptr ? node->as_array() : nullptr;
    if (array == nullptr) {
        problem(key, node == nullptr ? kMissing : "must be a list of numbers");
        return out;
    }
    for (const toml::node& item : *array) {
        if (const auto* real = item.as_floating_point();
            real != nullptr && std::isfinite(real->get())) {
            out.push_back(real->get());
        } else if (const auto* whole = item.as_integer()) {
            out.push_back(static_cast<double>(whole->get()));
        } else {
            problem(key, "must hold finite numbers only");
            return {};
        }
    }
    return out;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    std::vector<std::string> out;
    if (node_ == nullptr) {
        return out;
    }
    const toml::array* array = node != nullptr ? node->as_array() : nullptr;
    if (array == nullptr) {
        problem(key, node == nullptr ? kMissing : "must be a list of texts");
        return out;
    }
    for (const toml::node& item : *array) {
        if (const auto* value = item.as_string()) {
            out.push_back(value->get());
        } else {
            problem(key, "must hold texts only");
            return {};
        }
    }
    return out;
}

TomlTable TomlTable::table(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    const toml::table* found = node != nullptr ? node->as_table() : nullptr;
    if (found == nullptr) {
        if (node_ != nullptr) {
            problem(key, node == nullptr ? kMissing : "must be a table");
        }
        return {document_, nullptr};
    }
    document_->visit(found);
    return {document_, found};
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
    const toml::node* node = find(document_, node_, key);
    std::vector<TomlTable> out;
    if (node_ == nullptr) {
        return out;
    }
    const toml::array* array = node != nullptr ? node->as_array() : nullptr;
    if (array == nullptr) {
        problem(key, node == nullptr ? kMissing : "must be a list of tables");
        return out;
    }
    for (const toml::node& item : *array) {
        const toml::table* found = item.as_table();
        if (found == nullptr) {
            problem(key, "must hold tables only");
            return {};
        }
        document_->visit(found);
        out.push_back(TomlTable{document_, found});
    }
    return out;
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::pair<std::uint32_t, std::string>> found;
    if (node_ != nullptr) {
        for (const auto& [key, node] : *asTable(node_)) {
            found.emplace_back(node.source().begin.line, std::string(key));
        }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> out;
    out.reserve(found.size());
    for (auto& [line, key] : found) {
        out.push_back(std::move(key));
    }
    return out;
}

TomlDocument::TomlDocument(std::unique_ptr<detail::TomlDocumentData> data)
    : data_(std::move(data)) {}
TomlDocument::TomlDocument(TomlDocument&&) noexcept = default;
TomlDocument& TomlDocument::operator=(TomlDocument&&) noexcept = default;
TomlDocument::~TomlDocument() = default;

namespace {

// The line of the first letter beyond ASCII outside of comments and one-line quotes; 0 without one.
// The library runs into undefined behaviour on some of these (toml++ 3.3,
// is_non_ascii_horizontal_whitespace), so they must not reach it.
std::size_t strayLetterLine(std::string_view text) {
    std::size_t line = 1;
    char inside = 0;    // the quote or the # that we are in
    char before = '\n'; // the last letter that is no blank
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool mayQuote = std::string_view("\n=[,{.").find(before) != std::string_view::npos;
        before = c == ' ' || c == '\t' || c == '\r' ? before : c;
        if (c == '\n') {
            ++line;
            inside = 0;
        } else if (inside == 0 && (c == '#' || (mayQuote && (c == '"' || c == '\'')))) {
            const bool opensLines = c != '#' && text.substr(at, 3) == std::string(3, c);
            // several lines of quotes: no data file needs them, so the letters stay plain in there
            at += opensLines ? 2 : 0;
            inside = opensLines ? static_cast<char>(0) : c;
        } else if (inside == '"' && c == '\\') {
            ++at;
        } else if (inside != '#' && c == inside) {
            inside = 0;
        } else if (inside == 0 && static_cast<unsigned char>(c) >= 0x80U) {
            return line;
        }
    }
    return 0;
}

} // namespace

Result<TomlDocument> TomlDocument::parse(std::string_view text, std::string name) {
    auto data = std::make_unique<detail::TomlDocumentData>();
    data->name = std::move(name);
    if (const std::size_t line = strayLetterLine(text); line != 0) {
        return fail(
            "{}:{}: letters beyond plain ASCII are only possible in quotes on one line and in "
            "comments",
            data->name, line);
    }
    try {
        data->root = toml::parse(text, std::string_view(data->name));
    } catch (const toml::parse_error& error) {
        return fail("{}:{}: {}", data->name, error.source().begin.line, error.description());
    }
    data->visit(&data->root);
    return TomlDocument(std::move(data));
}

TomlTable TomlDocument::root() {
    return {data_.get(), &data_->root};
}

std::vector<std::string> TomlDocument::problems() const {
    std::vector<std::string> all = data_->problems;
    for (const toml::table* table : data_->visited) {
        const auto& known = data_->known.at(table);
        for (const auto& [key, node] : *table) {
            if (known.find(std::string_view(key)) == known.end()) {
                all.push_back(fmt::format("{}:{}: unknown key '{}'", data_->name,
                                          node.source().begin.line, std::string_view(key)));
            }
        }
    }
    return all;
}

Status TomlDocument::finish() const {
    const std::vector<std::string> all = problems();
    if (all.empty()) {
        return Done{};
    }
    return Error{fmt::format("{}", fmt::join(all, "\n"))};
}

} // namespace stipple
