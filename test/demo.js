// The main job, twice: run by `npm run demo` inside `swrctl emulator exec`.
import { spawnSync } from "node:child_process";

const line = ["swrctl", "repo", "create", "myorg/busybox", "--category", "linux", "--public"];

function attempt() {
  const [command, ...args] = line;
  process.stdout.write(`\n$ ${line.join(" ")}\n`);
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  process.stdout.write(`exit code ${status}\n`);
  return status;
}

const created = attempt();
const conflict = attempt();
process.exitCode = created === 0 && conflict === 5 ? 0 : 1;
