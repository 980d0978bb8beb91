/** What a user wrote, in quotes, with control characters escaped, and cut where it is long. */
export const quote = (text: string): string =>
  JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
