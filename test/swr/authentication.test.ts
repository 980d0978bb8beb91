import { expect, test } from "vitest";
import { type Bearer, fetchedAuthentication, fixedAuthentication } from "../../src/swr/authentication.ts";

const bearer = (token: string): Bearer => ({ kind: "token", token });

/** An authentication that gets one of some tokens after the other, the first of which was kept from another run. */
function getting(...tokens: readonly string[]) {
  const refused: (Bearer | undefined)[] = [];
  const authentication = fetchedAuthentication("password", async (one) => {
    refused.push(one);
    const token = tokens[refused.length - 1];
    if (token === undefined) throw new Error("there are no more");
    return { bearer: bearer(token), wasKept: refused.length === 1 };
  });
  return { authentication, refused };
}

test("what requests carry themselves is not got, and not renewed", async () => {
  const authentication = fixedAuthentication(bearer("T"));
  expect(await authentication.current()).toEqual(bearer("T"));
  expect(await authentication.renew(bearer("T"))).toBeUndefined();
});

test("several calls at once wait for one token", async () => {
  const { authentication, refused } = getting("T1");
  const got = await Promise.all([authentication.current(), authentication.current()]);
  expect([got, refused.length]).toEqual([[bearer("T1"), bearer("T1")], 1]);
});

test("several calls that were refused at once wait for one other token", async () => {
  const { authentication, refused } = getting("T1", "T2");
  const first = await authentication.current();
  const newer = await Promise.all([1, 2, 3].map(() => authentication.renew(first)));
  expect(newer).toEqual([bearer("T2"), bearer("T2"), bearer("T2")]);
  expect(refused).toEqual([undefined, bearer("T1")]);
  expect(await authentication.current()).toEqual(bearer("T2"));
});

test("a call that was refused before another one renewed gets what that got, and no more than that", async () => {
  const { authentication, refused } = getting("T1", "T2");
  const first = await authentication.current();
  const second = await authentication.renew(first);
  expect(await authentication.renew(first)).toBe(second);
  expect(second && (await authentication.renew(second))).toBeUndefined();
  expect(refused).toHaveLength(2);
});

test("nothing is renewed that was never got", async () => {
  const { authentication, refused } = getting("T1");
  expect(await authentication.renew(bearer("T0"))).toBeUndefined();
  expect(refused).toEqual([]);
});

test("a failure is final: nobody tries a wrong password twice", async () => {
  const { authentication, refused } = getting();
  await expect(authentication.current()).rejects.toThrow("there are no more");
  await expect(authentication.current()).rejects.toThrow("there are no more");
  expect(refused).toHaveLength(1);
});
