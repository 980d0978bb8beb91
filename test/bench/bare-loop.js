// Many creates by a bare loop: the names from standard input, so many at once as the first argument says.
import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";

const url = new URL("/v2/manage/namespaces/myorg/repos", process.env.SWRCTL_ENDPOINT);
const headers = { "content-type": "application/json", "x-auth-token": process.env.BENCH_TOKEN };
const agent = new Agent({ keepAlive: true });
const names = (await text(process.stdin)).trim().split("\n");

const create = (name) =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", headers, agent });
    call.on("error", reject);
    call.on("response", (response) => {
      if (response.statusCode !== 201) process.exitCode = 1;
      response.resume();
      response.on("end", resolve);
    });
    call.end(JSON.stringify({ repository: name.replace("myorg/", ""), is_public: false }));
  });

async function work() {
  for (let name = names.pop(); name !== undefined; name = names.pop()) await create(name);
}

await Promise.all(Array.from({ length: Number(process.argv[2]) }, work));
agent.destroy();
