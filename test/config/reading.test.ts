import { expect, test } from "vitest";
import { readEndpoint } from "../../src/config/read-endpoint.ts";
import { readCredential, readDuration, readRetries, readText } from "../../src/config/reading.ts";

test.each([
  ["https://swr-api.eu-de.otc.t-systems.com", "https://swr-api.eu-de.otc.t-systems.com"],
  ["https://swr-api.eu-de.otc.t-systems.com/", "https://swr-api.eu-de.otc.t-systems.com"],
  ["HTTPS://SWR-API.EU-DE.OTC.T-SYSTEMS.COM:443", "https://swr-api.eu-de.otc.t-systems.com"],
  ["https://swr.example:8443", "https://swr.example:8443"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["http://localhost", "http://localhost"],
  ["http://[::1]:8080/", "http://[::1]:8080"],
])("the endpoint %s is %s", (text, value) => {
  expect(readEndpoint(text)).toEqual({ value });
});

test.each([
  ["", "must not be empty", undefined],
  ["swr.example", "has no scheme", "write it as https://swr.example"],
  ["swr.example:8443/", "has no scheme", "write it as https://swr.example:8443"],
  ["user:secret@swr.example", "has no scheme", "write it as https://swr-api.eu-de.otc.t-systems.com"],
  ["//swr.example", "has no scheme", "write it as https://swr-api.eu-de.otc.t-systems.com"],
  [
    "http://swr.example",
    "is not encrypted: plain http is for loopback only",
    "write it as https://swr.example",
  ],
  [
    "http://127.0.0.1.evil.example",
    "is not encrypted: plain http is for loopback only",
    "write it as https://127.0.0.1.evil.example",
  ],
  [
    "ftp://swr.example",
    'must be an https URL, not "ftp:"',
    "for example https://swr-api.eu-de.otc.t-systems.com",
  ],
  [
    "https://user:secret@swr.example",
    "must not hold a user name or password",
    "credentials have keys of their own",
  ],
  ["https://@swr.example", "must not hold a user name or password", "credentials have keys of their own"],
  ["https://swr.example/v2", "must have no path, query or fragment", "write it as https://swr.example"],
  [
    "https://swr.example?token=secret",
    "must have no path, query or fragment",
    "write it as https://swr.example",
  ],
  ["https://swr.example/#", "must have no path, query or fragment", "write it as https://swr.example"],
  ["https://", "is not a URL", "for example https://swr-api.eu-de.otc.t-systems.com"],
  [
    "https://swr example",
    "has a blank, a control character or a letter that is not ASCII in it",
    "for example https://swr-api.eu-de.otc.t-systems.com",
  ],
  [
    "https://swr.example\n",
    "has a blank, a control character or a letter that is not ASCII in it",
    "for example https://swr-api.eu-de.otc.t-systems.com",
  ],
  [
    "https://ѕwr.example",
    "has a blank, a control character or a letter that is not ASCII in it",
    "for example https://swr-api.eu-de.otc.t-systems.com",
  ],
])("the endpoint %j %s", (text, fault, hint) => {
  expect(readEndpoint(text)).toEqual({ fault, ...(hint && { hint }) });
});

test.each([
  ["text", { value: "text" }],
  ["", { fault: "must not be empty" }],
  [null, { fault: "has no value" }],
  [undefined, { fault: "has no value" }],
  [123, { fault: "must be text: put it in quotes" }],
  [true, { fault: "must be text: put it in quotes" }],
  [["a"], { fault: "must be text" }],
  [{}, { fault: "must be text" }],
])("%j as text is %j", (input, reading) => {
  expect(readText(input)).toEqual(reading);
});

test.each([
  ["secret\n", "ends with a line break"],
  ["secret\r\n\n", "ends with a line break"],
  ["\nsecret", "begins with a line break"],
  ["sec\nret", "has in it a line break"],
  [" secret", "begins with a blank"],
  ["secret ", "ends with a blank"],
  ["sec ret", "has in it a blank"],
  ["secret\t", "ends with a blank"],
  ["secret\u00a0", "ends with a blank"],
  ["\ufeffsecret", "begins with a blank"],
  ["sec\u0000ret", "has in it a control character"],
  ["sec\u200bret", "has in it a control character"],
  ["secret\u007f", "ends with a control character"],
  ["sécret", "has in it a character that is not ASCII"],
  ["“secret”", "begins with a character that is not ASCII"],
  ["", "must not be empty"],
])("the credential %j %s", (text, fault) => {
  expect(readCredential(text)).toMatchObject({ fault });
});

test("a credential of visible ASCII characters is taken as it is", () => {
  const value = String.fromCharCode(...Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) => 0x21 + index));
  expect(readCredential(value)).toEqual({ value });
});

test.each([
  [30, { value: 30_000 }],
  ["30", { value: 30_000 }],
  [0.5, { value: 500 }],
  ["2m", { value: 120_000 }],
  [0, { fault: 'must be a duration such as 500ms, 30s or 2m, not "0"' }],
  ["soon", { fault: 'must be a duration such as 500ms, 30s or 2m, not "soon"' }],
  [null, { fault: "must be a duration such as 500ms, 30s or 2m" }],
  [[30], { fault: "must be a duration such as 500ms, 30s or 2m" }],
])("%j as a duration is %j", (input, reading) => {
  expect(readDuration(input)).toEqual(reading);
});

test.each([
  [0, { value: 0 }],
  [10, { value: 10 }],
  ["3", { value: 3 }],
  [11, { fault: 'must be a whole number from 0 to 10, not "11"' }],
  [-1, { fault: 'must be a whole number from 0 to 10, not "-1"' }],
  [1.5, { fault: 'must be a whole number from 0 to 10, not "1.5"' }],
  ["", { fault: 'must be a whole number from 0 to 10, not ""' }],
  ["x".repeat(99), { fault: `must be a whole number from 0 to 10, not "${"x".repeat(60)}…"` }],
  [true, { fault: "must be a whole number from 0 to 10" }],
])("%j as a number of retries is %j", (input, reading) => {
  expect(readRetries(input)).toEqual(reading);
});
