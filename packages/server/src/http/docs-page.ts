export const docsPage = (_: unknown, __: string): string => "<!doctype html>";
export const DOCS_STYLE = "";
