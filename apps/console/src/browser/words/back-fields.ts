const zh = {
  kind: "恢复",
  open: "未定",
  kinds: { at: "在某一时刻", window: "在某一时段", update_by: "未定，届时再告知", none: "不再恢复" },
  at: { at: "恢复时间（对外承诺）", window: "最早", update_by: "最迟何时再告知" },
  until: "最迟",
  end: {
    kind: "结束",
    kinds: { at: "在某一时刻", window: "在某一时段", update_by: "未定，届时再告知", none: "长期有效" },
    at: { at: "结束时间", window: "最早", update_by: "最迟何时再告知" },
  },
};
const en: typeof zh = {
  kind: "Return",
  open: "Not decided",
  kinds: { at: "At a time", window: "Within a window", update_by: "Unknown, more by a time", none: "Not coming back" },
  at: { at: "Back at (promised)", window: "Earliest", update_by: "More said by" },
  until: "Latest",
  end: {
    kind: "End",
    kinds: {
      at: "At a time",
      window: "Within a window",
      update_by: "Unknown, more by a time",
      none: "Stands for good",
    },
    at: { at: "Ends at", window: "Earliest", update_by: "More said by" },
  },
};
export const backFieldsWords = { "zh-CN": zh, en };
