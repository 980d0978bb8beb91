# fish completion of swrctl, generated from its command tree.

# Goes down into the command $word of the present one.
function __swrctl_enter --no-scope-shadowing
    switch "$path/$word"
        case '/org'
            set path 'org'
        case '/repo'
            set path 'repo'
        case '/config'
            set path 'config'
        case '/doctor'
            set path 'doctor'
        case '/emulator'
            set path 'emulator'
        case '/login'
            set path 'login'
        case '/logout'
            set path 'logout'
        case '/completion'
            set path 'completion'
        case '/help'
            set path 'help'
        case 'org/create'
            set path 'org create'
        case 'repo/create'
            set path 'repo create'
        case 'repo/update'
            set path 'repo update'
        case 'config/show'
            set path 'config show'
        case 'config/path'
            set path 'config path'
        case 'emulator/start'
            set path 'emulator start'
        case 'emulator/exec'
            set path 'emulator exec'
        case 'help/exit-codes'
            set path 'help exit-codes'
        case 'help/environment'
            set path 'help environment'
        case 'help/configuration'
            set path 'help configuration'
        case 'help/org'
            set path 'help org'
        case 'help/repo'
            set path 'help repo'
        case 'help/config'
            set path 'help config'
        case 'help/doctor'
            set path 'help doctor'
        case 'help/emulator'
            set path 'help emulator'
        case 'help/login'
            set path 'help login'
        case 'help/logout'
            set path 'help logout'
        case 'help/completion'
            set path 'help completion'
        case 'help org/create'
            set path 'help org create'
        case 'help repo/create'
            set path 'help repo create'
        case 'help repo/update'
            set path 'help repo update'
        case 'help config/show'
            set path 'help config show'
        case 'help config/path'
            set path 'help config path'
        case 'help emulator/start'
            set path 'help emulator start'
        case 'help emulator/exec'
            set path 'help emulator exec'
        case '*'
            return 1
    end
    return 0
end

# The commands within the present one, with their descriptions.
function __swrctl_words --no-scope-shadowing
    switch "$path"
        case ''
            printf '%s\t%s\n' org 'Organizations, which hold image repositories' repo 'Image repositories' config 'What swrctl is configured with' doctor 'Find out why it does not work, without locking the account' emulator 'The service\'s API on this machine, to try things with no account' login 'Check credentials with the service and write them into your own configuration file' logout 'Remove the credentials from your own configuration file, and the token of IAM got with them' completion 'Print a script that completes command lines at Tab' help 'Show help for a command or a topic'
        case 'org' 'help org'
            printf '%s\t%s\n' create 'Create organizations, which hold image repositories'
        case 'repo' 'help repo'
            printf '%s\t%s\n' create 'Create image repositories in an organization' update 'Change the category, visibility or description of image repositories'
        case 'config' 'help config'
            printf '%s\t%s\n' show 'Show each effective value of the configuration and where it came from' path 'Show the configuration files that were looked for and found'
        case 'emulator' 'help emulator'
            printf '%s\t%s\n' start 'Serve the API on this machine, to try scripts without an account' exec 'Run a command against an emulator of its own'
        case 'help'
            printf '%s\t%s\n' exit-codes 'How a command ends, and what it means' environment 'The variables that swrctl reads' configuration 'The files and keys that swrctl reads' org 'Organizations, which hold image repositories' repo 'Image repositories' config 'What swrctl is configured with' doctor 'Find out why it does not work, without locking the account' emulator 'The service\'s API on this machine, to try things with no account' login 'Check credentials with the service and write them into your own configuration file' logout 'Remove the credentials from your own configuration file, and the token of IAM got with them' completion 'Print a script that completes command lines at Tab'
    end
end

# The options of the present command.
function __swrctl_flags --no-scope-shadowing
    switch "$path"
        case ''
            printf '%s\n' -V --version -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'org' 'repo' 'config' 'config show' 'config path' 'doctor' 'emulator' 'logout' 'completion' 'help' 'help exit-codes' 'help environment' 'help configuration' 'help org' 'help org create' 'help repo' 'help repo create' 'help repo update' 'help config' 'help config show' 'help config path' 'help doctor' 'help emulator' 'help emulator start' 'help emulator exec' 'help login' 'help logout' 'help completion'
            printf '%s\n' -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'org create'
            printf '%s\n' --if-not-exists --dry-run --concurrency -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'repo create'
            printf '%s\n' --category --public --private -d --description --if-not-exists --nested --dry-run --concurrency -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'repo update'
            printf '%s\n' --category --public --private -d --description -y --yes --dry-run --concurrency -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'emulator start'
            printf '%s\n' --port --organization --state --cloud --fault -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'emulator exec'
            printf '%s\n' --organization --state --cloud --fault -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
        case 'login'
            printf '%s\n' --access-key --username --domain-name --project-name --secret-key-stdin --token-stdin --password-stdin -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help
    end
end

# What the option $flag is, what it takes, and which options it makes pointless.
function __swrctl_option --no-scope-shadowing
    set takes ''; set kind ''; set choices; set about ''
    switch "$path:$flag"
        case '*:-V' '*:--version'
            set about 'print the version'
            set -a gone -V --version
        case '*:-o' '*:--output'
            set about 'how to print the result'
            set takes one; set kind choice; set choices text json yaml name
            set -a gone -o --output
        case '*:--json'
            set about 'short for --output json'
            set -a gone --json
        case '*:--query'
            set about 'print only what this JMESPath expression finds'
            set takes one; set kind text; set choices
            set -a gone --query
        case '*:-q' '*:--quiet'
            set about 'print errors only, and results that are for programs'
            set -a gone -q --quiet
        case '*:-v' '*:--verbose'
            set about 'show requests and answers on stderr, secrets masked'
            set -a gone -v --verbose
        case '*:--profile'
            set about 'use this profile of the configuration'
            set takes one; set kind text; set choices
            set -a gone --profile
        case '*:--config'
            set about 'read this configuration file alone'
            set takes one; set kind file; set choices
            set -a gone --config
        case '*:--endpoint'
            set about 'address of the service'
            set takes one; set kind text; set choices
            set -a gone --endpoint
        case '*:--region'
            set about 'region of the service, such as eu-de'
            set takes one; set kind text; set choices
            set -a gone --region
        case '*:--timeout'
            set about 'bound of one call with its retries: 500ms, 30s, 2m (default 60s)'
            set takes one; set kind text; set choices
            set -a gone --timeout
        case '*:--retries'
            set about 'how often a call is repeated (default 3)'
            set takes one; set kind text; set choices
            set -a gone --retries
        case '*:--color'
            set about 'colour even where it goes to no terminal'
            set -a gone --color --no-color
        case '*:--no-color'
            set about 'no colour'
            set -a gone --color --no-color
        case '*:-h' '*:--help'
            set about 'show this help'
            set -a gone -h --help
        case 'org create:--if-not-exists'
            set about 'accept an organization of your own that is there already'
            set -a gone --if-not-exists
        case 'org create:--dry-run' 'repo create:--dry-run'
            set about 'print the request and send nothing'
            set -a gone --dry-run
        case 'org create:--concurrency' 'repo create:--concurrency'
            set about 'how many are created at once'
            set takes one; set kind text; set choices
            set -a gone --concurrency
        case '*:--category'
            set about 'kind of image'
            set takes one; set kind choice; set choices app_server linux framework_app database lang other windows arm
            set -a gone --category
        case '*:--public'
            set about 'let anyone pull'
            set -a gone --public --private
        case 'repo create:--private'
            set about 'let members of the organization pull only (default)'
            set -a gone --public --private
        case '*:-d' '*:--description'
            set about 'description of the repository'
            set takes one; set kind text; set choices
            set -a gone -d --description
        case 'repo create:--if-not-exists'
            set about 'accept a repository that is there already'
            set -a gone --if-not-exists
        case '*:--nested'
            set about 'allow / in the name, which newer versions of the service take'
            set -a gone --nested
        case 'repo update:--private'
            set about 'let members of the organization pull only'
            set -a gone --public --private
        case '*:-y' '*:--yes'
            set about 'make public without asking'
            set -a gone -y --yes
        case 'repo update:--dry-run'
            set about 'read what is there, print the request and change nothing'
            set -a gone --dry-run
        case 'repo update:--concurrency'
            set about 'how many are changed at once'
            set takes one; set kind text; set choices
            set -a gone --concurrency
        case '*:--port'
            set about 'port to listen on (default: a free one)'
            set takes one; set kind text; set choices
            set -a gone --port
        case '*:--organization'
            set about 'organization to begin with, may be repeated (default: myorg)'
            set takes one; set kind text; set choices
        case '*:--state'
            set about 'keep what is created in this file, for later runs'
            set takes one; set kind file; set choices
            set -a gone --state
        case '*:--cloud'
            set about 'whose error bodies to answer with (default: otc)'
            set takes one; set kind choice; set choices otc huawei
            set -a gone --cloud
        case '*:--fault'
            set about 'let a call go wrong, such as repo.create:throttle=1s,times=2; may be repeated'
            set takes one; set kind text; set choices
        case '*:--access-key'
            set about 'access key (AK)'
            set takes one; set kind text; set choices
            set -a gone --access-key --username --domain-name --project-name --token-stdin --password-stdin
        case '*:--username'
            set about 'IAM user, instead of an access key'
            set takes one; set kind text; set choices
            set -a gone --access-key --username --secret-key-stdin --token-stdin
        case '*:--domain-name'
            set about 'account (domain) that the IAM user belongs to'
            set takes one; set kind text; set choices
            set -a gone --access-key --domain-name --secret-key-stdin --token-stdin
        case '*:--project-name'
            set about 'project that the IAM user acts in (default: the region\'s own)'
            set takes one; set kind text; set choices
            set -a gone --access-key --project-name --secret-key-stdin --token-stdin
        case '*:--secret-key-stdin'
            set about 'read the secret key from standard input'
            set -a gone --username --domain-name --project-name --secret-key-stdin --token-stdin --password-stdin
        case '*:--token-stdin'
            set about 'read a token of IAM, instead of keys, from standard input'
            set -a gone --access-key --username --domain-name --project-name --secret-key-stdin --token-stdin --password-stdin
        case '*:--password-stdin'
            set about 'read the password of the IAM user from standard input'
            set -a gone --access-key --secret-key-stdin --token-stdin --password-stdin
    end
end

# What the next operand is.
function __swrctl_slot --no-scope-shadowing
    switch "$path:$operands"
        case 'completion:0'
            set kind choice; set choices bash zsh fish powershell
        case '*'
            return 1
    end
    return 0
end

# Whether the operands of the present command are another program's command line.
function __swrctl_passes --no-scope-shadowing
    contains -- "$path" 'emulator exec'
end

# Puts the words before the cursor into words, as they were typed, and the one at it into cur. Redirections and
# what stands before the command are left out.
function __swrctl_split --no-scope-shadowing
    set -l operator '\d*[<>]+[?&]*|&>+[?]?'
    set -l word '(?:"(?:\\\\.|[^"\\\\])*"?|\'(?:\\\\.|[^\'\\\\])*\'?|\\\\.|\([^()]*\)?|[^\s"\'\\\\()<>])+'
    set -l skip ''
    set words
    for piece in (commandline -pc | string join ' ' | string match -ra -- "$operator|$word")
        if string match -rq "^(?:$operator)\$" -- $piece
            set skip 1
        else if test -n "$skip"
            set skip ''
        else
            set -a words $piece
        end
    end
    set cur (commandline -ct)
    test -n "$cur"; and set -e words[-1]
    while string match -rq '^(?:\w+=.*|and|or|not|!|if|while|else|begin|command|time|exec)$' -- $words[1]
        set -e words[1]
    end
    set -e words[1]
end

# Follows the words before the cursor, as the program would read them. Of another program's words none is taken.
function __swrctl_walk --no-scope-shadowing
    while set -q words[1]
        set word (string replace -ra '["\'\\\\]' '' -- $words[1])
        if test "$takes" = one; or begin; test -n "$takes"; and not string match -rq '^-.' -- $word; end
            test "$takes" = many; or set takes ''
        else if test -n "$literal"; or not string match -rq '^-.' -- $word
            set takes ''
            __swrctl_operand; or return
        else if test "$word" = --
            set takes ''
            set literal 1
        else
            __swrctl_given
        end
        set -e words[1]
    end
end

# Fails at the first word of another program.
function __swrctl_operand --no-scope-shadowing
    if __swrctl_enter
        set literal ''
        set operands 0
    else if __swrctl_passes
        return 1
    else
        set operands (math $operands + 1)
    end
end

# Of short options in one word the first that takes a value has the rest of the word for it.
function __swrctl_given --no-scope-shadowing
    set -l letters (string split '' -- (string sub -s 2 -- $word))
    if string match -q -- '--*' $word
        set flag (string replace -r '=.*' '' -- $word)
        __swrctl_option
        string match -q -- '*=*' $word; and set takes ''
        return
    end
    while set -q letters[1]
        set flag -$letters[1]
        set -e letters[1]
        __swrctl_option
        if test -n "$takes"
            set -q letters[1]; and set takes ''
            return
        end
    end
end

# Sets what to offer: file, choice, text (nothing), flag, word or program; before is what stands before a value.
function __swrctl_look --no-scope-shadowing
    __swrctl_split
    __swrctl_walk
    set -l typed (string replace -ra '["\'\\\\]' '' -- $cur)
    if set -q words[1]
        set what program
    else if test "$takes" = one; or begin; test -n "$takes"; and not string match -q -- '-*' $typed; end
        set what $kind
    else if test -z "$literal"; and string match -q -- '--*=*' $typed
        set flag (string replace -r '=.*' '' -- $typed)
        __swrctl_option
        set before $flag=
        set what $kind
    else if test -z "$literal"; and string match -q -- '-*' $typed
        set what flag
    else if __swrctl_passes
        set what program
    else
        set what word
        __swrctl_slot; and set what $kind
    end
end

function __swrctl_wants_file
    set -l words; set -l cur; set -l word; set -l flag; set -l path ''; set -l operands 0; set -l literal ''
    set -l takes ''; set -l kind ''; set -l choices; set -l about; set -l gone; set -l what ''; set -l before ''
    __swrctl_look
    test "$what" = file
end

function __swrctl_complete
    set -l words; set -l cur; set -l word; set -l flag; set -l path ''; set -l operands 0; set -l literal ''
    set -l takes ''; set -l kind ''; set -l choices; set -l about; set -l gone; set -l what ''; set -l before ''
    __swrctl_look
    switch "$what"
        case word
            test $operands = 0; and __swrctl_words
        case choice
            printf '%s\n' $before$choices
        case flag
            set -l given $gone
            for flag in (__swrctl_flags)
                contains -- $flag $given; and continue
                __swrctl_option
                printf '%s\t%s\n' $flag $about
            end
        case program
            # Fish would run a command that is to give the program's name.
            string match -q '*(*' -- $words $cur; and return
            complete -C (string join ' ' -- $words "$cur")
    end
end

complete -c swrctl -e
# File names are fish's own affair: it offers them wherever this rule does not hold.
complete -c swrctl -n 'not __swrctl_wants_file' -f -a '(__swrctl_complete)'
