import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { swrctl } from "../helpers/cli.ts";
import { BASH, FISH, ZSH } from "./kinds.ts";
import { describeShell } from "./suite.ts";

for (const kind of [BASH, ZSH, FISH]) {
  const { stdout: script } = await swrctl(["completion", kind.name], { cwd: tmpdir() });

  describeShell(`${kind.name} with the script of the real program`, { kind, script }, (shell) => {
    it.each([
      ["swrctl repo cr", "swrctl repo create "],
      [
        "swrctl -o json repo create myorg/busybox --pub",
        "swrctl -o json repo create myorg/busybox --public ",
      ],
      ["swrctl repo create --category app_s", "swrctl repo create --category app_server "],
      ["swrctl repo create --output=js", "swrctl repo create --output=json "],
      ["swrctl repo create myorg/busybox:la", "swrctl repo create myorg/busybox:la"],
      ["swrctl --config ke", "swrctl --config keep.txt "],
      ["swrctl completion powe", "swrctl completion powershell "],
      ["swrctl help exit", "swrctl help exit-codes "],
      ["swrctl help repo cr", "swrctl help repo create "],
      ["swrctl emulator exec -- mkfif", "swrctl emulator exec -- mkfifo "],
    ])("completes %s", async (line, after) => {
      expect(await shell().tab(line)).toBe(after);
    });
  });
}
