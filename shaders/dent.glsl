// The hollow that the plate presses into the skin: flat under the plate, a soft shoulder around.

/// Share of the depth at `distance` from the centre line.
float dentShape(float distance) {
    float x = max(distance - frame.dentCentre.w, 0.0) * (1.0 / 0.0035);
    float f = 1.0 / (1.0 + x * x);
    return f * f;
}
