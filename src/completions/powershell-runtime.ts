/** The part of the PowerShell script that is the same for every tree. `$at` is what the words so far have led to. */
export const POWERSHELL_RUNTIME = `
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
`;
