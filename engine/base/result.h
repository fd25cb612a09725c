#pragma once

#include "engine/base/assert.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace stipple {

/// Why something in the world was not as hoped. `text` is one sentence for a person; it names the
/// file, line, key or device and says what to do.
struct Error {
    std::string text;
};

/// Makes an Error: `return fail("{}:{}: unknown key '{}'", file, line, key);`
template <class... Args>
[[nodiscard]] Error fail(fmt::format_string<Args...> format, Args&&... args) {
    return Error{fmt::format(format, std::forward<Args>(args)...)};
}

/// A value, or the reason why there is none.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; only when ok().
    [[nodiscard]] T& value() & {
        STIPPLE_ASSERT(ok(), "value() of a failed Result");
        return std::get<0>(held_);
    }
    [[nodiscard]] const T& value() const& {
        STIPPLE_ASSERT(ok(), "value() of a failed Result");
        return std::get<0>(held_);
    }
    [[nodiscard]] T&& value() && {
        STIPPLE_ASSERT(ok(), "value() of a failed Result");
        return std::get<0>(std::move(held_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    /// The reason; only when not ok().
    [[nodiscard]] const Error& error() const {
        STIPPLE_ASSERT(!ok(), "error() of a Result that holds a value");
        return std::get<1>(held_);
    }

private:
    std::variant<T, Error> held_;
};

/// Moves a made part to its place; false, with the reason kept, when it failed.
template <class T> bool keep(Result<T> made, T& place, Error& why) {
    if (!made) {
        why = made.error();
        return false;
    }
    place = std::move(made).value();
    return true;
}

/// Success without a value.
struct Done {};
using Status = Result<Done>;

} // namespace stipple
