export const checkoutPane = async (..._: unknown[]): Promise<unknown> => "";
