#include "training/report/report_sections.h"

namespace stipple::report {

namespace {

// Contrast against the white page is 7:1 or better for all text; nothing is told by colour alone.
constexpr std::string_view kStyle = R"css(:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1a1f24;font:16px/1.5 Inter,system-ui,"Segoe UI",sans-serif;
font-variant-numeric:tabular-nums}
.page{max-width:66rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid #0b4f6c}
h3{font-size:1.05rem;margin:1.6rem 0 .5rem}
a{color:#0b4f6c}
a:focus,summary:focus,[tabindex]:focus{outline:3px solid #0b4f6c;outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static;display:inline-block;padding:.5rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:1rem 0 0;padding:0}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}
.facts dt{font-weight:600}
.facts dd{margin:0;overflow-wrap:anywhere}
.verdict{display:flex;flex-wrap:wrap;align-items:baseline;gap:.5rem 1.5rem;padding:1rem 1.25rem;
border:2px solid #1a1f24;border-left-width:12px;border-radius:6px}
.verdict p{margin:0}
.verdict .word{font-size:1.5rem;font-weight:700}
.verdict .total{font-size:1.5rem}
.verdict.good{border-color:#14532d}
.verdict.poor{border-color:#8f1020}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #b8c0c7}
thead th{border-bottom:2px solid #1a1f24;white-space:nowrap}
td.number{white-space:nowrap}
.word-cell{white-space:nowrap;font-weight:600}
.evidence{min-width:14rem}
.target{min-width:9.5rem}
.target small{display:block;font-size:.9rem;color:#3d454c}
tbody th{min-width:8.5rem}
.source{color:#3d454c;font-size:.9rem}
.bar{display:block;width:12rem;height:1rem}
figure{margin:1rem 0 1.75rem}
figcaption{margin-top:.35rem}
svg.map{display:block;width:100%;max-width:54rem;height:auto}
svg.chart{display:block;width:100%;height:auto}
svg text{font-family:Inter,system-ui,"Segoe UI",sans-serif}
.patch{font-size:16px;font-weight:600;text-anchor:middle;fill:#111;paint-order:stroke;
stroke:#fff;stroke-width:5px}
.grid{stroke:#d5dade;stroke-width:1}
.axis{font-size:12px;fill:#333;paint-order:stroke;stroke:#fff;stroke-width:3px}
.tick{stroke:#333;stroke-width:1}
.stay{stroke:#6b747c;stroke-width:1;stroke-dasharray:2 3}
.band{fill:#cfe3d4}
.limit{stroke:#8f1020;stroke-width:2;stroke-dasharray:9 4}
.strong{fill:none;stroke:#0b4f6c;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.weak{fill:none;stroke:#5a4a00;stroke-width:1;stroke-dasharray:3 2}
.key{display:inline-block;width:1.8rem;height:.9rem;margin-right:.35rem;vertical-align:-.1rem}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:.4rem 0;padding:0}
.ramp{width:12rem}
summary{cursor:pointer;padding:.3rem 0;font-weight:600}
.note{font-style:italic}
footer{margin-top:2.5rem;border-top:1px solid #b8c0c7;padding-top:1rem}
@media print{
body{font-size:10pt}
.page{max-width:none;padding:0}
.skip,nav{display:none}
h2,h3{break-after:avoid}
figure,tr,.verdict{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
th,td{padding:.2rem .35rem}
.bar{width:8rem}
svg.map{max-width:34rem}
caption{break-after:avoid}
tbody th{min-width:0}
.evidence{min-width:10rem}
td.number,.word-cell{white-space:normal}
.target{min-width:6rem}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
@page{margin:15mm}
)css";

} // namespace

std::string_view reportStyle() {
    return kStyle;
}

} // namespace stipple::report
