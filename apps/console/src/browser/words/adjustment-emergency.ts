const zh = {
  title: "紧急暂停",
  lead: "立即停止接受新的分期，一人即可。只能使用事先批准过的说明；已有分期照常还款、退款。",
  words: "已批准的说明",
  noWords: "没有批准过的说明可用。请新建调整，由他人批准。",
  everything: "没有选范围：停止全部付款方式，我确定",
  review: "另一人须在 24 小时内复核；复核前会出现在审批人的待办中。",
  pause: (reach: string) => `立即暂停${reach}`,
  forbidden: "需要权限：紧急暂停（adjustments:emergency）",
};
const en: typeof zh = {
  title: "Emergency pause",
  lead: "Stops new plans now, by one person, in words that were approved before. Plans already made are repaid and refunded as ever.",
  words: "Approved words",
  noWords: "No words were approved before. Draft an adjustment; another person approves it.",
  everything: "Nothing is chosen above: pause every way to pay, and I mean it",
  review: "Another person reviews it within 24 hours; until then it waits in the approvers' list.",
  pause: (reach) => `Pause ${reach} now`,
  forbidden: "Permission needed: emergency pause (adjustments:emergency)",
};
export const adjustmentEmergencyWords = { "zh-CN": zh, en };
