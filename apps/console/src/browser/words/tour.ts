/** A page, and what to look at there. */
type Step = readonly [page: string, look: string];

const zh = {
  title: "演示数据导览",
  offer: (steps: number) => `${steps} 步，看一次暂停怎样从发起走到恢复。`,
  begin: "开始导览",
  no: "不看了",
  next: "下一步",
  back: "上一步",
  leave: "结束导览",
  done: "看完了",
  again: "演示数据导览",
  steps: {
    today: ["今日", "等您处理的事按期限排在最前；右侧是每家资金方和对外承诺。换个角色登录，待办也会不同。"],
    adjustments: ["调整", "打开“暂停溪桥钱包”：范围、模拟、中英文说明与预览、审批、告知和观察都在一页。"],
    health: ["健康", "只显示真实的调用。到 /demo 演一次故障，这里会看到断路器断开、自动暂停、再分步恢复。"],
    offers: ["方案", "资金方 × 期数，按同一辆购物车计价；暂停的格子写着原因。资金方所报与现行条款不符也在这里。"],
    quotes: ["报价", "打开一份：可逐字节重放，每个方案的每个条件都有结果，还能换个时刻再问一次。"],
    plans: ["分期", "打开一笔，按“退款”：先看逐期变化、谁得多少、账本分录。大额退款要由第二人批准。"],
    cases: ["工单", "左边是队列，中间是对话和顾客看到的页面，右边写明可以说与不可以说。"],
    audit: ["审计", "刚才的每一步都在这里，改动前后对照；篡改会显出来。"],
  } satisfies Record<string, Step>,
};
const en: typeof zh = {
  title: "Tour of the demo data",
  offer: (steps) => `${steps} steps: how one pause goes from its draft to its return.`,
  begin: "Begin the tour",
  no: "No, thanks",
  next: "Next",
  back: "Back",
  leave: "End the tour",
  done: "Done",
  again: "Tour of the demo data",
  steps: {
    today: [
      "Today",
      "What waits for you stands first, by its deadline; partners and public promises beside it. Other roles see other things.",
    ],
    adjustments: [
      "Adjustments",
      "Open the pause of Xiqiao Wallet: scope, simulation, both languages with previews, approvals, telling and watching on one page.",
    ],
    health: [
      "Health",
      "Recorded calls only. Play a fault at /demo: the breaker opens, a pause takes effect by itself, and the way returns by steps.",
    ],
    offers: [
      "Offers",
      "Partners by counts, priced for one cart; paused cells say why. What partners report differently from the terms is here too.",
    ],
    quotes: [
      "Quotes",
      "Open one: it replays to the byte, every condition of every offer has its result, and another instant can be asked.",
    ],
    plans: [
      "Plans",
      "Open one and press Refund: each row before and after, who gets what, ledger lines. A large refund needs a second person.",
    ],
    cases: ["Cases", "The queue; the conversation with the page that the shopper saw; what may and must not be said."],
    audit: ["Audit", "Every step that you took, before and after. Tampering shows."],
  },
};
export const tourWords = { "zh-CN": zh, en };
