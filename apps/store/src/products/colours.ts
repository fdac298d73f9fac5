import type { Colour } from "./types.ts";

export const TURQUOISE: Colour = {
  id: "turquoise",
  name: { "zh-CN": "松石绿", en: "Turquoise" },
  swatch: "#3f8f8c",
  back: "#e9efe6",
  waves: ["#b9d2c9", "#80b3a3", "#3f8a99", "#225693", "#11644c"],
};

export const ULTRAMARINE: Colour = {
  id: "ultramarine",
  name: { "zh-CN": "群青", en: "Ultramarine" },
  swatch: "#243a5a",
  back: "#dfe6ee",
  waves: ["#b4c4d8", "#7e9abd", "#4a72a3", "#2b4f82", "#1b2f50"],
};

export const CREAM: Colour = {
  id: "cream",
  name: { "zh-CN": "米白", en: "Cream" },
  swatch: "#d6d3c2",
  back: "#f3f0e4",
  waves: ["#e3ddc8", "#d2c9ab", "#b9ab84", "#94855f", "#6d6144"],
};

export const INK: Colour = {
  id: "ink",
  name: { "zh-CN": "墨色", en: "Ink" },
  swatch: "#253131",
  back: "#cfd6d5",
  waves: ["#a5b0af", "#7c8a89", "#566564", "#364443", "#1c2726"],
};
