// Percent-encoding as the signing guide has it. Text is taken byte for byte (latin1), as it came off the wire.

const UNRESERVED = /[A-Za-z0-9\-_.~]/;

const encodeByte = (byte: number): string => {
  const sign = String.fromCharCode(byte);
  return UNRESERVED.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
};

/** Encodes every byte but letters, digits, `-`, `_`, `.` and `~`, with capital digits. */
export const percentEncode = (text: string): string =>
  Array.from(Buffer.from(text, "latin1"), encodeByte).join("");

/** Undoes `%XY`; `+` stays a plus sign. */
export const percentDecode = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

/** The same as text, or undefined where a `%` has no two digits behind it or the bytes are not UTF-8. */
export const decodeText = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
