import type { ChannelName } from "./ports.ts";

const FORMS: Readonly<Record<ChannelName, RegExp>> = {
  email: /^[^\s@<>()[\]",;:\\]{1,64}@[^\s@<>()[\]",;:\\]{1,180}\.[^\s@<>()[\]",;:\\.]{2,20}$/,
  sms: /^\+?[0-9]{6,15}$/,
  wechat: /^[A-Za-z0-9_-]{10,64}$/,
  inbox: /^[A-Za-z0-9._-]{1,64}$/,
  webhook: /^https:\/\/[^\s@]{3,500}$/,
};

/** Whether an address has the form of its channel: nothing that could start another header or another recipient. */
export const isAddress = (channel: ChannelName, address: string): boolean => FORMS[channel].test(address);

/** The store speaks for its own inbox and bridges; every other address confirms for itself. */
export const confirmsItself = (channel: ChannelName): boolean => channel !== "inbox" && channel !== "webhook";
