import { Argument, type CommandUnknownOpts } from "commander";
import { action, command, oneOf, rootOf } from "../command.ts";
import { readTree } from "../completions/tree.ts";
import type { Context } from "../context.ts";

const GENERATORS = {
  bash: async () => (await import("../completions/bash.ts")).bashScript,
  zsh: async () => (await import("../completions/zsh.ts")).zshScript,
  fish: async () => (await import("../completions/fish.ts")).fishScript,
  powershell: async () => (await import("../completions/powershell.ts")).powershellScript,
} as const;

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const satisfies (keyof typeof GENERATORS)[];

const INSTALLATION = `
To have completions in every new shell:
  bash        in ~/.bashrc:
                eval "$(swrctl completion bash)"
  zsh         in ~/.zshrc, after compinit:
                source <(swrctl completion zsh)
              or in a folder of $fpath, as a file of this name:
                swrctl completion zsh > _swrctl
  fish        once, and again after an update of swrctl:
                mkdir -p ~/.config/fish/completions
                swrctl completion fish > ~/.config/fish/completions/swrctl.fish
  powershell  in the file that $PROFILE names:
                swrctl completion powershell | Out-String | Invoke-Expression`;

export const completion = (cx: Context) =>
  command("completion", "Print a script that completes command lines at Tab", "swrctl completion bash")
    .addArgument(
      new Argument("<shell>", "shell to complete in").choices(SHELLS).argParser(oneOf("shell", SHELLS)),
    )
    .addHelpText("after", INSTALLATION)
    .action(
      action(cx, async (_session, shell, _options, self: CommandUnknownOpts) => {
        const generate = await GENERATORS[shell]();
        const script = generate(readTree(rootOf(self)));
        const rows = script
          .trimEnd()
          .split("\n")
          .map((line) => [line]);
        return { data: { shell, script }, names: [shell], rows };
      }),
    );
