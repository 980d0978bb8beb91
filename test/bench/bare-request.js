// The least that a program with one HTTP request can be.
import { request } from "node:http";

const url = new URL("/v2/manage/namespaces/myorg/repos", process.env.SWRCTL_ENDPOINT);
const headers = { "content-type": "application/json", "x-auth-token": process.env.BENCH_TOKEN };
const call = request(url, { method: "POST", headers });
call.on("response", (response) => {
  response.resume();
  process.exitCode = response.statusCode === 201 ? 0 : 1;
});
call.end(JSON.stringify({ repository: process.argv[2], is_public: false }));
