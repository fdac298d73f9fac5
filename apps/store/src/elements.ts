export const drawMessage = (_: unknown): unknown => "";
export const drawCheckout = (_: unknown): unknown => "";
export const drawReview = (_: unknown): unknown => "";
export const drawCosts = (_: unknown): unknown => "";
export const drawCompare = (_: unknown): unknown => "";
