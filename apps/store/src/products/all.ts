import { CREAM, INK, TURQUOISE, ULTRAMARINE } from "./colours.ts";
import type { Product, Version } from "./types.ts";

const only: readonly Version[] = [{ id: "standard", name: { "zh-CN": "标准", en: "Standard" }, extra: 0 }];
const plain = (id: string, name: string, extra: number): Version => ({ id, name: { "zh-CN": name, en: name }, extra });

/** What the demo store sells, in the order of its first page. */
export const PRODUCTS: readonly Product[] = [
  {
    id: "yuanshan-5",
    category: "phone",
    tags: ["flagship"],
    name: { "zh-CN": "远山 5", en: "Yuanshan 5" },
    fullName: { "zh-CN": "远山 5 手机", en: "Yuanshan 5 phone" },
    tagline: {
      "zh-CN": "6.3 英寸屏，潜望长焦，三天续航",
      en: "6.3-inch screen, periscope lens, three days on a charge",
    },
    price: 499_900,
    drawing: "phone",
    colours: [TURQUOISE, ULTRAMARINE, CREAM],
    versions: [plain("256", "256 GB", 0), plain("512", "512 GB", 60_000), plain("1024", "1 TB", 140_000)],
  },
  {
    id: "jinshui-3",
    category: "phone",
    tags: [],
    name: { "zh-CN": "近水 3", en: "Jinshui 3" },
    fullName: { "zh-CN": "近水 3 手机", en: "Jinshui 3 phone" },
    tagline: { "zh-CN": "轻 162 克，一手可握", en: "162 grams, made for one hand" },
    price: 269_900,
    drawing: "phone",
    colours: [ULTRAMARINE, CREAM],
    versions: [plain("128", "128 GB", 0), plain("256", "256 GB", 30_000)],
  },
  {
    id: "yuntai-14",
    category: "computer",
    tags: [],
    name: { "zh-CN": "云台 14", en: "Yuntai 14" },
    fullName: { "zh-CN": "云台 14 笔记本电脑", en: "Yuntai 14 laptop" },
    tagline: { "zh-CN": "14 英寸，1.2 千克，无风扇", en: "14 inches, 1.2 kg, no fan" },
    price: 899_900,
    drawing: "laptop",
    colours: [INK, CREAM],
    versions: [plain("16-512", "16 + 512 GB", 0), plain("32-1024", "32 GB + 1 TB", 160_000)],
  },
  {
    id: "xi-watch",
    category: "wearable",
    tags: [],
    name: { "zh-CN": "溪 手表", en: "Xi watch" },
    fullName: { "zh-CN": "溪 手表", en: "Xi watch" },
    tagline: { "zh-CN": "心率、定位，充一次用十天", en: "Heart rate, positioning, ten days on a charge" },
    price: 169_900,
    drawing: "watch",
    colours: [TURQUOISE, INK],
    versions: [plain("41", "41 mm", 0), plain("45", "45 mm", 20_000)],
  },
  {
    id: "zhu-buds",
    category: "wearable",
    tags: [],
    name: { "zh-CN": "竹 耳机", en: "Zhu earbuds" },
    fullName: { "zh-CN": "竹 无线耳机", en: "Zhu wireless earbuds" },
    tagline: { "zh-CN": "主动降噪，连盒三十小时", en: "Noise cancelling, thirty hours with the case" },
    price: 89_900,
    drawing: "earbuds",
    colours: [CREAM, INK],
    versions: only,
  },
  {
    id: "charger-67",
    category: "accessory",
    tags: [],
    name: { "zh-CN": "67 瓦充电器", en: "67 W charger" },
    fullName: { "zh-CN": "67 瓦充电器", en: "67 W charger" },
    tagline: { "zh-CN": "两个接口，折叠插脚", en: "Two ports, folding pins" },
    price: 12_900,
    drawing: "charger",
    colours: [CREAM],
    versions: only,
  },
];
