# PowerShell completion of swrctl, generated from its command tree.
Register-ArgumentCompleter -Native -CommandName 'swrctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # The path of the command $word within the present one.
    function Get-Below($word) {
        if ($at.path -ceq '' -and $word -cin 'org') { return 'org' }
        if ($at.path -ceq '' -and $word -cin 'repo') { return 'repo' }
        if ($at.path -ceq '' -and $word -cin 'config') { return 'config' }
        if ($at.path -ceq '' -and $word -cin 'doctor') { return 'doctor' }
        if ($at.path -ceq '' -and $word -cin 'emulator') { return 'emulator' }
        if ($at.path -ceq '' -and $word -cin 'login') { return 'login' }
        if ($at.path -ceq '' -and $word -cin 'logout') { return 'logout' }
        if ($at.path -ceq '' -and $word -cin 'completion') { return 'completion' }
        if ($at.path -ceq '' -and $word -cin 'help') { return 'help' }
        if ($at.path -ceq 'org' -and $word -cin 'create') { return 'org create' }
        if ($at.path -ceq 'repo' -and $word -cin 'create') { return 'repo create' }
        if ($at.path -ceq 'repo' -and $word -cin 'update') { return 'repo update' }
        if ($at.path -ceq 'config' -and $word -cin 'show') { return 'config show' }
        if ($at.path -ceq 'config' -and $word -cin 'path') { return 'config path' }
        if ($at.path -ceq 'emulator' -and $word -cin 'start') { return 'emulator start' }
        if ($at.path -ceq 'emulator' -and $word -cin 'exec') { return 'emulator exec' }
        if ($at.path -ceq 'help' -and $word -cin 'exit-codes') { return 'help exit-codes' }
        if ($at.path -ceq 'help' -and $word -cin 'environment') { return 'help environment' }
        if ($at.path -ceq 'help' -and $word -cin 'configuration') { return 'help configuration' }
        if ($at.path -ceq 'help' -and $word -cin 'org') { return 'help org' }
        if ($at.path -ceq 'help' -and $word -cin 'repo') { return 'help repo' }
        if ($at.path -ceq 'help' -and $word -cin 'config') { return 'help config' }
        if ($at.path -ceq 'help' -and $word -cin 'doctor') { return 'help doctor' }
        if ($at.path -ceq 'help' -and $word -cin 'emulator') { return 'help emulator' }
        if ($at.path -ceq 'help' -and $word -cin 'login') { return 'help login' }
        if ($at.path -ceq 'help' -and $word -cin 'logout') { return 'help logout' }
        if ($at.path -ceq 'help' -and $word -cin 'completion') { return 'help completion' }
        if ($at.path -ceq 'help org' -and $word -cin 'create') { return 'help org create' }
        if ($at.path -ceq 'help repo' -and $word -cin 'create') { return 'help repo create' }
        if ($at.path -ceq 'help repo' -and $word -cin 'update') { return 'help repo update' }
        if ($at.path -ceq 'help config' -and $word -cin 'show') { return 'help config show' }
        if ($at.path -ceq 'help config' -and $word -cin 'path') { return 'help config path' }
        if ($at.path -ceq 'help emulator' -and $word -cin 'start') { return 'help emulator start' }
        if ($at.path -ceq 'help emulator' -and $word -cin 'exec') { return 'help emulator exec' }
    }

    # The commands within the present one.
    function Get-Commands {
        if ($at.path -cin '') { New-Candidate 'org' 'Organizations, which hold image repositories' 'Command'; New-Candidate 'repo' 'Image repositories' 'Command'; New-Candidate 'config' 'What swrctl is configured with' 'Command'; New-Candidate 'doctor' 'Find out why it does not work, without locking the account' 'Command'; New-Candidate 'emulator' 'The service''s API on this machine, to try things with no account' 'Command'; New-Candidate 'login' 'Check credentials with the service and write them into your own configuration file' 'Command'; New-Candidate 'logout' 'Remove the credentials from your own configuration file, and the token of IAM got with them' 'Command'; New-Candidate 'completion' 'Print a script that completes command lines at Tab' 'Command'; New-Candidate 'help' 'Show help for a command or a topic' 'Command' }
        if ($at.path -cin 'org', 'help org') { New-Candidate 'create' 'Create organizations, which hold image repositories' 'Command' }
        if ($at.path -cin 'repo', 'help repo') { New-Candidate 'create' 'Create image repositories in an organization' 'Command'; New-Candidate 'update' 'Change the category, visibility or description of image repositories' 'Command' }
        if ($at.path -cin 'config', 'help config') { New-Candidate 'show' 'Show each effective value of the configuration and where it came from' 'Command'; New-Candidate 'path' 'Show the configuration files that were looked for and found' 'Command' }
        if ($at.path -cin 'emulator', 'help emulator') { New-Candidate 'start' 'Serve the API on this machine, to try scripts without an account' 'Command'; New-Candidate 'exec' 'Run a command against an emulator of its own' 'Command' }
        if ($at.path -cin 'help') { New-Candidate 'exit-codes' 'How a command ends, and what it means' 'Command'; New-Candidate 'environment' 'The variables that swrctl reads' 'Command'; New-Candidate 'configuration' 'The files and keys that swrctl reads' 'Command'; New-Candidate 'org' 'Organizations, which hold image repositories' 'Command'; New-Candidate 'repo' 'Image repositories' 'Command'; New-Candidate 'config' 'What swrctl is configured with' 'Command'; New-Candidate 'doctor' 'Find out why it does not work, without locking the account' 'Command'; New-Candidate 'emulator' 'The service''s API on this machine, to try things with no account' 'Command'; New-Candidate 'login' 'Check credentials with the service and write them into your own configuration file' 'Command'; New-Candidate 'logout' 'Remove the credentials from your own configuration file, and the token of IAM got with them' 'Command'; New-Candidate 'completion' 'Print a script that completes command lines at Tab' 'Command' }
    }

    # The options of the present command.
    function Get-Flags {
        if ($at.path -cin '') { '-V', '--version', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'org', 'repo', 'config', 'config show', 'config path', 'doctor', 'emulator', 'logout', 'completion', 'help', 'help exit-codes', 'help environment', 'help configuration', 'help org', 'help org create', 'help repo', 'help repo create', 'help repo update', 'help config', 'help config show', 'help config path', 'help doctor', 'help emulator', 'help emulator start', 'help emulator exec', 'help login', 'help logout', 'help completion') { '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'org create') { '--if-not-exists', '--dry-run', '--concurrency', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'repo create') { '--category', '--public', '--private', '-d', '--description', '--if-not-exists', '--nested', '--dry-run', '--concurrency', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'repo update') { '--category', '--public', '--private', '-d', '--description', '-y', '--yes', '--dry-run', '--concurrency', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'emulator start') { '--port', '--organization', '--state', '--cloud', '--fault', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'emulator exec') { '--organization', '--state', '--cloud', '--fault', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
        if ($at.path -cin 'login') { '--access-key', '--username', '--domain-name', '--project-name', '--secret-key-stdin', '--token-stdin', '--password-stdin', '-o', '--output', '--json', '--query', '-q', '--quiet', '-v', '--verbose', '--profile', '--config', '--endpoint', '--region', '--timeout', '--retries', '--color', '--no-color', '-h', '--help' }
    }

    # What the option $flag is, what it takes, and which options it makes pointless.
    function Get-Option($flag) {
        if ($flag -cin '-V', '--version') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'print the version'; rivals = @('-V', '--version') } }
        if ($flag -cin '-o', '--output') { return @{ takes = 'one'; kind = 'choice'; choices = @('text', 'json', 'yaml', 'name'); about = 'how to print the result'; rivals = @('-o', '--output') } }
        if ($flag -cin '--json') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'short for --output json'; rivals = @('--json') } }
        if ($flag -cin '--query') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'print only what this JMESPath expression finds'; rivals = @('--query') } }
        if ($flag -cin '-q', '--quiet') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'print errors only, and results that are for programs'; rivals = @('-q', '--quiet') } }
        if ($flag -cin '-v', '--verbose') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'show requests and answers on stderr, secrets masked'; rivals = @('-v', '--verbose') } }
        if ($flag -cin '--profile') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'use this profile of the configuration'; rivals = @('--profile') } }
        if ($flag -cin '--config') { return @{ takes = 'one'; kind = 'file'; choices = @(); about = 'read this configuration file alone'; rivals = @('--config') } }
        if ($flag -cin '--endpoint') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'address of the service'; rivals = @('--endpoint') } }
        if ($flag -cin '--region') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'region of the service, such as eu-de'; rivals = @('--region') } }
        if ($flag -cin '--timeout') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'bound of one call with its retries: 500ms, 30s, 2m (default 60s)'; rivals = @('--timeout') } }
        if ($flag -cin '--retries') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'how often a call is repeated (default 3)'; rivals = @('--retries') } }
        if ($flag -cin '--color') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'colour even where it goes to no terminal'; rivals = @('--color', '--no-color') } }
        if ($flag -cin '--no-color') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'no colour'; rivals = @('--color', '--no-color') } }
        if ($flag -cin '-h', '--help') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'show this help'; rivals = @('-h', '--help') } }
        if ($at.path -cin 'org create' -and $flag -cin '--if-not-exists') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'accept an organization of your own that is there already'; rivals = @('--if-not-exists') } }
        if ($at.path -cin 'org create', 'repo create' -and $flag -cin '--dry-run') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'print the request and send nothing'; rivals = @('--dry-run') } }
        if ($at.path -cin 'org create', 'repo create' -and $flag -cin '--concurrency') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'how many are created at once'; rivals = @('--concurrency') } }
        if ($flag -cin '--category') { return @{ takes = 'one'; kind = 'choice'; choices = @('app_server', 'linux', 'framework_app', 'database', 'lang', 'other', 'windows', 'arm'); about = 'kind of image'; rivals = @('--category') } }
        if ($flag -cin '--public') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'let anyone pull'; rivals = @('--public', '--private') } }
        if ($at.path -cin 'repo create' -and $flag -cin '--private') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'let members of the organization pull only (default)'; rivals = @('--public', '--private') } }
        if ($flag -cin '-d', '--description') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'description of the repository'; rivals = @('-d', '--description') } }
        if ($at.path -cin 'repo create' -and $flag -cin '--if-not-exists') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'accept a repository that is there already'; rivals = @('--if-not-exists') } }
        if ($flag -cin '--nested') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'allow / in the name, which newer versions of the service take'; rivals = @('--nested') } }
        if ($at.path -cin 'repo update' -and $flag -cin '--private') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'let members of the organization pull only'; rivals = @('--public', '--private') } }
        if ($flag -cin '-y', '--yes') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'make public without asking'; rivals = @('-y', '--yes') } }
        if ($at.path -cin 'repo update' -and $flag -cin '--dry-run') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'read what is there, print the request and change nothing'; rivals = @('--dry-run') } }
        if ($at.path -cin 'repo update' -and $flag -cin '--concurrency') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'how many are changed at once'; rivals = @('--concurrency') } }
        if ($flag -cin '--port') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'port to listen on (default: a free one)'; rivals = @('--port') } }
        if ($flag -cin '--organization') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'organization to begin with, may be repeated (default: myorg)'; rivals = @() } }
        if ($flag -cin '--state') { return @{ takes = 'one'; kind = 'file'; choices = @(); about = 'keep what is created in this file, for later runs'; rivals = @('--state') } }
        if ($flag -cin '--cloud') { return @{ takes = 'one'; kind = 'choice'; choices = @('otc', 'huawei'); about = 'whose error bodies to answer with (default: otc)'; rivals = @('--cloud') } }
        if ($flag -cin '--fault') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'let a call go wrong, such as repo.create:throttle=1s,times=2; may be repeated'; rivals = @() } }
        if ($flag -cin '--access-key') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'access key (AK)'; rivals = @('--access-key', '--username', '--domain-name', '--project-name', '--token-stdin', '--password-stdin') } }
        if ($flag -cin '--username') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'IAM user, instead of an access key'; rivals = @('--access-key', '--username', '--secret-key-stdin', '--token-stdin') } }
        if ($flag -cin '--domain-name') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'account (domain) that the IAM user belongs to'; rivals = @('--access-key', '--domain-name', '--secret-key-stdin', '--token-stdin') } }
        if ($flag -cin '--project-name') { return @{ takes = 'one'; kind = 'text'; choices = @(); about = 'project that the IAM user acts in (default: the region''s own)'; rivals = @('--access-key', '--project-name', '--secret-key-stdin', '--token-stdin') } }
        if ($flag -cin '--secret-key-stdin') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'read the secret key from standard input'; rivals = @('--username', '--domain-name', '--project-name', '--secret-key-stdin', '--token-stdin', '--password-stdin') } }
        if ($flag -cin '--token-stdin') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'read a token of IAM, instead of keys, from standard input'; rivals = @('--access-key', '--username', '--domain-name', '--project-name', '--secret-key-stdin', '--token-stdin', '--password-stdin') } }
        if ($flag -cin '--password-stdin') { return @{ takes = 'none'; kind = ''; choices = @(); about = 'read the password of the IAM user from standard input'; rivals = @('--access-key', '--secret-key-stdin', '--token-stdin', '--password-stdin') } }
    }

    # What the next operand is.
    function Get-Slot {
        if ($at.path -ceq 'completion' -and $at.operands -eq 0) { return @{ kind = 'choice'; choices = @('bash', 'zsh', 'fish', 'powershell'); about = '' } }
    }

    # Whether the operands of the present command are another program's command line.
    function Test-Passing {
        @('emulator exec') -ccontains $at.path
    }

    function Step-Operand($word) {
        $below = Get-Below $word
        if ($null -ne $below) {
            $at.path = $below
            $at.operands = 0
            $at.literal = $false
        } elseif (Test-Passing) {
            $at.passing = $true
        } else {
            $at.operands += 1
        }
    }

    function Step-Option($flag) {
        $option = Get-Option $flag
        $at.option = $option
        if ($null -ne $option) { $at.gone += $option.rivals }
    }

    # Of short options in one word the first that takes a value has the rest of the word for it.
    function Step-Cluster($letters) {
        for ($i = 0; $i -lt $letters.Length; $i++) {
            Step-Option ('-' + $letters[$i])
            if ((Get-Takes) -ne 'none') {
                if ($i + 1 -lt $letters.Length) { $at.option = $null }
                return
            }
        }
    }

    # How many words the option before the next word still takes.
    function Get-Takes {
        if ($null -eq $at.option) { 'none' } else { $at.option.takes }
    }

    function Step-Word($word) {
        $takes = Get-Takes
        $dashed = $word.Length -gt 1 -and $word[0] -ceq '-'
        if ($takes -eq 'one' -or ($takes -ne 'none' -and -not $dashed)) {
            if ($takes -ne 'many') { $at.option = $null }
            return
        }
        $at.option = $null
        if ($at.literal -or -not $dashed) {
            Step-Operand $word
        } elseif ($word -ceq '--') {
            $at.literal = $true
        } elseif ($word.StartsWith('--')) {
            Step-Option ($word -replace '=.*', '')
            if ($word.Contains('=')) { $at.option = $null }
        } else {
            Step-Cluster $word.Substring(1)
        }
    }

    function New-Candidate($text, $about, $kind) {
        if (-not $text.StartsWith($typed, [System.StringComparison]::Ordinal)) { return }
        $tip = if ($about) { $about } else { $text }
        [System.Management.Automation.CompletionResult]::new($text, $text, $kind, $tip)
    }

    function Get-Values($slot, $before) {
        foreach ($choice in $slot.choices) { New-Candidate ($before + $choice) $slot.about 'ParameterValue' }
    }

    function Get-FlagCandidates {
        foreach ($flag in Get-Flags) {
            if ($at.gone -cnotcontains $flag) { New-Candidate $flag (Get-Option $flag).about 'ParameterName' }
        }
    }

    $at = @{ path = ''; operands = 0; literal = $false; passing = $false; option = $null; gone = @() }
    foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.EndOffset -ge $cursorPosition -or $at.passing) { break }
        # Only a constant has its value taken; anything else stays as it was typed.
        $constant = $element -is [System.Management.Automation.Language.StringConstantExpressionAst]
        if ($constant) { Step-Word $element.Value } else { Step-Word $element.Extent.Text }
    }
    $typed = $wordToComplete -replace '[''"]', ''
    $takes = Get-Takes
    $slot = Get-Slot
    $found = @()
    if ($at.passing) {
        return
    } elseif ($takes -eq 'one' -or ($takes -ne 'none' -and -not $typed.StartsWith('-'))) {
        if ($at.option.kind -eq 'file') { return }
        $found = @(Get-Values $at.option '')
    } elseif (-not $at.literal -and $typed -cmatch '^(--[^=]+)=') {
        $joined = Get-Option $Matches[1]
        if ($null -ne $joined) { $found = @(Get-Values $joined $Matches[0]) }
    } elseif (-not $at.literal -and $typed.StartsWith('-')) {
        $found = @(Get-FlagCandidates)
    } elseif (Test-Passing) {
        $found = @([System.Management.Automation.CompletionCompleters]::CompleteCommand($wordToComplete))
    } elseif ($null -ne $slot) {
        if ($slot.kind -eq 'file') { return }
        $found = @(Get-Values $slot '')
    } elseif ($at.operands -eq 0) {
        $found = @(Get-Commands)
    }
    # Where nothing at all comes back PowerShell offers files; an empty text keeps it from that.
    if ($found.Count -eq 0) { '' } else { $found }
}
