declare module "ini/lib/ini.js" {
  /** Parses the text of an INI file: sections are objects, values are texts, truth values, null, or lists of them. */
  export function parse(text: string): unknown;
}
