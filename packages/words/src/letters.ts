import { type AnnouncementFacts, type StepFacts, stepLines, stepTitle } from "./announcement.ts";
import { moment } from "./dates.ts";
import type { Locale } from "./locale.ts";
import { money } from "./money.ts";
import { fullTitle, type Way } from "./ways.ts";

type Words = { readonly [L in Locale]: string };

/** Addresses that a letter names. */
export interface LetterLinks {
  readonly confirm: string;
  readonly unsubscribe: string;
  /** The announcement's own page, or the store. */
  readonly more: string;
}

export interface LetterWords {
  readonly subject: string;
  /** Plain text: nothing in it can run, whatever it says. */
  readonly text: string;
}

export interface ConfirmFacts {
  readonly kind: "subscription" | "waitlist";
  readonly about: { readonly merchant: Words; readonly way?: Way };
}

export interface AdjustmentFacts {
  readonly merchant: { readonly name: Words; readonly time_zone: string };
  readonly announcement: AnnouncementFacts & { readonly id: string };
  readonly step: StepFacts;
}

export interface BackFacts {
  readonly merchant: { readonly name: Words };
  readonly way: Way;
  readonly total: number | null;
  readonly currency: string;
}

export interface CaseFacts {
  readonly step: "opened" | "answered" | "decided" | "goodwill";
  readonly merchant: Words | null;
}

export interface InvitationFacts {
  readonly merchant: Words | null;
  readonly role: StaffRole;
  readonly endsAt: string;
  readonly zone: string;
}

/** What somebody is asked to be. */
export type StaffRole = "viewer" | "support" | "operator" | "approver" | "finance" | "admin";

export interface VoucherFacts {
  readonly merchant: { readonly name: Words; readonly time_zone: string };
  readonly amount: number;
  readonly currency: string;
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly code: string;
}

const zh = {
  confirmSubject: (store: string) => `请确认：${store}付款方式变化通知`,
  confirmWish: (way: string) => `您想在${way}恢复时收到一次通知。`,
  confirmSubscription: "您想在付款方式有变化时收到通知。",
  confirm: (link: string) => `确认请打开：${link}`,
  ignore: "如果不是您本人，请忽略这封信，地址会自动删除。",
  backSubject: (way: string) => `${way}已恢复`,
  back: (way: string) => `您等候的${way}现在可以用于您的购物车。`,
  total: (total: string) => `总计 ${total}，提交前会再次确认。`,
  cart: (link: string) => `回到购物车：${link}`,
  once: "仅此一次，不作营销。您的地址已经删除。",
  voucherSubject: (amount: string, store: string) => `${store}给您的补偿：${amount} 优惠券`,
  voucher: (amount: string) => `您想用的付款方式当时不可用，为此补偿您一张 ${amount} 优惠券。`,
  voucherCode: (code: string) => `券码：${code}`,
  voucherUse: (until: string) => `在购物车中填写券码即可使用一次，${until} 前有效。`,
  invitationSubject: (store: string) => `邀请您加入${store}的控制台`,
  invitation: (store: string, role: string) => `${store}邀请您以“${role}”的身份使用控制台。`,
  invitationLink: (link: string) => `接受邀请请打开：${link}`,
  invitationEnds: (until: string) => `链接只能使用一次，${until}前有效。如果您不认识邀请方，请忽略这封信。`,
  here: "本商户",
  roles: {
    viewer: "只读",
    support: "客服",
    operator: "支付运营",
    approver: "审批",
    finance: "财务",
    admin: "管理员",
  } as Record<StaffRole, string>,
  more: (link: string) => `完整公告：${link}`,
  end: (link: string) => `一键退订：${link}`,
  caseSubject: (store: string) => `${store}：您的留言有更新`,
  caseSteps: {
    opened: "您的留言已收到。",
    answered: "您的留言有了答复。",
    decided: "您申请的人工复核有了结果。",
    goodwill: "您的留言有了新的处理结果。",
  },
  caseLink: (link: string) => `打开查看：${link}`,
  casePrivate: "内容只写在那个页面上。有链接的人都能打开，请不要转发。",
};

const en: typeof zh = {
  confirmSubject: (store) => `Please confirm: payment updates from ${store}`,
  confirmWish: (way) => `You asked to be told once when ${way} is back.`,
  confirmSubscription: "You asked to be told when a way to pay changes.",
  confirm: (link) => `To confirm, open: ${link}`,
  ignore: "If it was not you, ignore this message; the address is erased by itself.",
  backSubject: (way) => `${way} is back`,
  back: (way) => `${way}, which you were waiting for, can be used for your cart now.`,
  total: (total) => `${total} in total, checked again before you confirm.`,
  cart: (link) => `Back to your cart: ${link}`,
  once: "Once, no marketing. Your address has been erased.",
  voucherSubject: (amount, store) => `${store} makes it up to you: a ${amount} voucher`,
  voucher: (amount) => `The way you wanted to pay was not available. To make up for it, here is a ${amount} voucher.`,
  voucherCode: (code) => `Code: ${code}`,
  voucherUse: (until) => `Enter it in your cart. It can be used once, before ${until}.`,
  invitationSubject: (store) => `You are invited to the console of ${store}`,
  invitation: (store, role) => `${store} invites you to its console as ${role}.`,
  invitationLink: (link) => `To accept, open: ${link}`,
  invitationEnds: (until) =>
    `The link works once, until ${until}. If you do not know who invites you, ignore this message.`,
  here: "this merchant",
  roles: {
    viewer: "viewer",
    support: "support agent",
    operator: "payments operator",
    approver: "approver",
    finance: "finance",
    admin: "admin",
  },
  more: (link) => `The whole announcement: ${link}`,
  end: (link) => `Unsubscribe: ${link}`,
  caseSubject: (store) => `${store}: news on your message`,
  caseSteps: {
    opened: "We have your message.",
    answered: "Your message has an answer.",
    decided: "The human review that you asked for has a result.",
    goodwill: "Something was decided on your message.",
  },
  caseLink: (link) => `To read it, open: ${link}`,
  casePrivate: "What it says stands on that page only. Whoever has the link can open it, so please do not pass it on.",
};

const WORDS: Record<Locale, typeof zh> = { "zh-CN": zh, en };

export function confirmLetter({ kind, about }: ConfirmFacts, links: LetterLinks, locale: Locale): LetterWords {
  const words = WORDS[locale];
  const said =
    kind === "waitlist" && about.way ? words.confirmWish(fullTitle(about.way, locale)) : words.confirmSubscription;
  return {
    subject: words.confirmSubject(about.merchant[locale]),
    text: [said, words.confirm(links.confirm), words.ignore].join("\n\n"),
  };
}

/** The same words as the status page and the checkout: the explanation record's own. */
export function adjustmentLetter(facts: AdjustmentFacts, links: LetterLinks, locale: Locale): LetterWords {
  const words = WORDS[locale];
  const { announcement, step, merchant } = facts;
  const lines = stepLines(announcement, step, { zone: merchant.time_zone, near: step.at }, locale);
  return {
    subject: stepTitle(announcement, step, locale),
    text: [...lines, words.more(links.more), words.end(links.unsubscribe)].join("\n\n"),
  };
}

export function backLetter({ way, total, currency }: BackFacts, links: LetterLinks, locale: Locale): LetterWords {
  const words = WORDS[locale];
  const title = fullTitle(way, locale);
  return {
    subject: words.backSubject(title),
    text: [
      words.back(title),
      ...(total === null ? [] : [words.total(money(total, currency, locale))]),
      words.cart(links.more),
      words.once,
    ].join("\n\n"),
  };
}

/** Nothing of what was said: a subject and a mailbox are read by others. */
export function caseLetter({ step, merchant }: CaseFacts, links: LetterLinks, locale: Locale): LetterWords {
  const words = WORDS[locale];
  return {
    subject: words.caseSubject(merchant?.[locale] ?? ""),
    text: [words.caseSteps[step], words.caseLink(links.more), words.casePrivate].join("\n\n"),
  };
}

/** The code, what it is for and how it is used. */
export function voucherLetter(facts: VoucherFacts, links: LetterLinks, locale: Locale): LetterWords {
  const words = WORDS[locale];
  const { merchant, currency, issuedAt, validUntil, code } = facts;
  const amount = money(facts.amount, currency, locale);
  const until = moment(validUntil, merchant.time_zone, locale, { near: issuedAt });
  return {
    subject: words.voucherSubject(amount, merchant.name[locale]),
    text: [words.voucher(amount), words.voucherCode(code), words.voucherUse(until), words.more(links.more)].join(
      "\n\n",
    ),
  };
}

/** To what somebody is invited, and the link with which they accept. */
export function invitationLetter(facts: InvitationFacts, link: string, locale: Locale): LetterWords {
  const words = WORDS[locale];
  const store = facts.merchant?.[locale] ?? words.here;
  const until = moment(facts.endsAt, facts.zone, locale);
  return {
    subject: words.invitationSubject(store),
    text: [
      words.invitation(store, words.roles[facts.role]),
      words.invitationLink(link),
      words.invitationEnds(until),
    ].join("\n\n"),
  };
}
