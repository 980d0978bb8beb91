# bash completion of swrctl, generated from its command tree. Works without bash-completion.

# Goes down into the command $1 of the present one.
__swrctl_enter() {
  case $path/$1 in
    '/org') path='org' ;;
    '/repo') path='repo' ;;
    '/config') path='config' ;;
    '/doctor') path='doctor' ;;
    '/emulator') path='emulator' ;;
    '/login') path='login' ;;
    '/logout') path='logout' ;;
    '/completion') path='completion' ;;
    '/help') path='help' ;;
    'org/create') path='org create' ;;
    'repo/create') path='repo create' ;;
    'repo/update') path='repo update' ;;
    'config/show') path='config show' ;;
    'config/path') path='config path' ;;
    'emulator/start') path='emulator start' ;;
    'emulator/exec') path='emulator exec' ;;
    'help/exit-codes') path='help exit-codes' ;;
    'help/environment') path='help environment' ;;
    'help/configuration') path='help configuration' ;;
    'help/org') path='help org' ;;
    'help/repo') path='help repo' ;;
    'help/config') path='help config' ;;
    'help/doctor') path='help doctor' ;;
    'help/emulator') path='help emulator' ;;
    'help/login') path='help login' ;;
    'help/logout') path='help logout' ;;
    'help/completion') path='help completion' ;;
    'help org/create') path='help org create' ;;
    'help repo/create') path='help repo create' ;;
    'help repo/update') path='help repo update' ;;
    'help config/show') path='help config show' ;;
    'help config/path') path='help config path' ;;
    'help emulator/start') path='help emulator start' ;;
    'help emulator/exec') path='help emulator exec' ;;
    *) return 1 ;;
  esac
}

# The commands within the present one.
__swrctl_words() {
  case $path in
    '') echo 'org repo config doctor emulator login logout completion help' ;;
    'org' | 'help org') echo 'create' ;;
    'repo' | 'help repo') echo 'create update' ;;
    'config' | 'help config') echo 'show path' ;;
    'emulator' | 'help emulator') echo 'start exec' ;;
    'help') echo 'exit-codes environment configuration org repo config doctor emulator login logout completion' ;;
  esac
}

# The options of the present command.
__swrctl_flags() {
  case $path in
    '') echo '-V --version -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'org' | 'repo' | 'config' | 'config show' | 'config path' | 'doctor' | 'emulator' | 'logout' | 'completion' | 'help' | 'help exit-codes' | 'help environment' | 'help configuration' | 'help org' | 'help org create' | 'help repo' | 'help repo create' | 'help repo update' | 'help config' | 'help config show' | 'help config path' | 'help doctor' | 'help emulator' | 'help emulator start' | 'help emulator exec' | 'help login' | 'help logout' | 'help completion') echo '-o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'org create') echo '--if-not-exists --dry-run --concurrency -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'repo create') echo '--category --public --private -d --description --if-not-exists --nested --dry-run --concurrency -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'repo update') echo '--category --public --private -d --description -y --yes --dry-run --concurrency -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'emulator start') echo '--port --organization --state --cloud --fault -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'emulator exec') echo '--organization --state --cloud --fault -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
    'login') echo '--access-key --username --domain-name --project-name --secret-key-stdin --token-stdin --password-stdin -o --output --json --query -q --quiet -v --verbose --profile --config --endpoint --region --timeout --retries --color --no-color -h --help' ;;
  esac
}

# What the option $1 takes, and which options it makes pointless.
__swrctl_option() {
  takes='' kind='' choices=''
  case $path:$1 in
    *:-V | *:--version) gone="$gone-V --version " ;;
    *:-o | *:--output) takes=one kind=choice choices='text json yaml name' gone="$gone-o --output " ;;
    *:--json) gone="$gone--json " ;;
    *:--query) takes=one kind=text choices='' gone="$gone--query " ;;
    *:-q | *:--quiet) gone="$gone-q --quiet " ;;
    *:-v | *:--verbose) gone="$gone-v --verbose " ;;
    *:--profile) takes=one kind=text choices='' gone="$gone--profile " ;;
    *:--config) takes=one kind=file choices='' gone="$gone--config " ;;
    *:--endpoint) takes=one kind=text choices='' gone="$gone--endpoint " ;;
    *:--region) takes=one kind=text choices='' gone="$gone--region " ;;
    *:--timeout) takes=one kind=text choices='' gone="$gone--timeout " ;;
    *:--retries) takes=one kind=text choices='' gone="$gone--retries " ;;
    *:--color) gone="$gone--color --no-color " ;;
    *:--no-color) gone="$gone--color --no-color " ;;
    *:-h | *:--help) gone="$gone-h --help " ;;
    'org create':--if-not-exists) gone="$gone--if-not-exists " ;;
    'org create':--dry-run | 'repo create':--dry-run) gone="$gone--dry-run " ;;
    'org create':--concurrency | 'repo create':--concurrency) takes=one kind=text choices='' gone="$gone--concurrency " ;;
    *:--category) takes=one kind=choice choices='app_server linux framework_app database lang other windows arm' gone="$gone--category " ;;
    *:--public) gone="$gone--public --private " ;;
    'repo create':--private) gone="$gone--public --private " ;;
    *:-d | *:--description) takes=one kind=text choices='' gone="$gone-d --description " ;;
    'repo create':--if-not-exists) gone="$gone--if-not-exists " ;;
    *:--nested) gone="$gone--nested " ;;
    'repo update':--private) gone="$gone--public --private " ;;
    *:-y | *:--yes) gone="$gone-y --yes " ;;
    'repo update':--dry-run) gone="$gone--dry-run " ;;
    'repo update':--concurrency) takes=one kind=text choices='' gone="$gone--concurrency " ;;
    *:--port) takes=one kind=text choices='' gone="$gone--port " ;;
    *:--organization) takes=one kind=text choices='' ;;
    *:--state) takes=one kind=file choices='' gone="$gone--state " ;;
    *:--cloud) takes=one kind=choice choices='otc huawei' gone="$gone--cloud " ;;
    *:--fault) takes=one kind=text choices='' ;;
    *:--access-key) takes=one kind=text choices='' gone="$gone--access-key --username --domain-name --project-name --token-stdin --password-stdin " ;;
    *:--username) takes=one kind=text choices='' gone="$gone--access-key --username --secret-key-stdin --token-stdin " ;;
    *:--domain-name) takes=one kind=text choices='' gone="$gone--access-key --domain-name --secret-key-stdin --token-stdin " ;;
    *:--project-name) takes=one kind=text choices='' gone="$gone--access-key --project-name --secret-key-stdin --token-stdin " ;;
    *:--secret-key-stdin) gone="$gone--username --domain-name --project-name --secret-key-stdin --token-stdin --password-stdin " ;;
    *:--token-stdin) gone="$gone--access-key --username --domain-name --project-name --secret-key-stdin --token-stdin --password-stdin " ;;
    *:--password-stdin) gone="$gone--access-key --secret-key-stdin --token-stdin --password-stdin " ;;
  esac
}

# What the next operand is.
__swrctl_slot() {
  case $path:$operands in
    'completion':0) kind=choice choices='bash zsh fish powershell' ;;
    *) return 1 ;;
  esac
}

# Whether the operands of the present command are another program's command line.
__swrctl_passes() {
  case $path in
    'emulator exec') ;;
    *) return 1 ;;
  esac
}

# Puts the words before the cursor into words and the one at it into cur. Redirections are left out; target is
# set where the cursor is in one. Pieces that bash cut at a colon or an equals sign are joined again.
__swrctl_split() {
  local line=${COMP_LINE:0:COMP_POINT} blank piece i last
  words=() target=''
  for ((i = 0; i <= COMP_CWORD; i++)); do
    blank=${line%%[![:space:]]*}
    line=${line#"$blank"}
    piece=${COMP_WORDS[i]}
    if ((i == COMP_CWORD)); then piece=$line; fi
    line=${line#"$piece"}
    last=$((${#words[@]} - 1))
    if [[ $piece == *[\<\>]* && $piece != *[!0-9\<\>\&\|]* ]]; then
      # The number in `2>` comes as a word of its own.
      if [[ -z $blank && $last -gt 0 && ${words[last]} != *[!0-9]* ]]; then unset "words[last]"; fi
      target=next
    elif [[ $target == next || ( $target == here && -z $blank ) ]]; then
      target=here
    elif [[ -z $blank && $last -ge 0 ]]; then
      target='' words[last]+=$piece
    else
      target='' words+=("$piece")
    fi
  done
  if [[ -n $target ]]; then return; fi
  last=$((${#words[@]} - 1))
  cur=${words[last]}
  unset "words[last]"
}

# Follows the words before the cursor, as the program would read them.
__swrctl_walk() {
  local i word
  for ((i = 1; i < ${#words[@]}; i++)); do
    word=${words[i]//[\"\'\\]/}
    if [[ $takes == one || ( -n $takes && $word != -?* ) ]]; then
      if [[ $takes != many ]]; then takes=''; fi
    elif [[ -n $literal || $word != -?* ]]; then
      takes=''
      __swrctl_operand "$word"
    elif [[ $word == -- ]]; then
      takes='' literal=1
    elif [[ $word == --* ]]; then
      __swrctl_option "${word%%=*}"
      if [[ $word == *=* ]]; then takes=''; fi
    else
      __swrctl_cluster "${word#-}"
    fi
    if [[ -n $passing ]]; then return; fi
  done
}

# Short options in one word: the first that takes a value has the rest of the word for it.
__swrctl_cluster() {
  local letters=$1
  while [[ -n $letters ]]; do
    __swrctl_option "-${letters:0:1}"
    letters=${letters:1}
    if [[ -n $takes ]]; then
      if [[ -n $letters ]]; then takes=''; fi
      return
    fi
  done
}

__swrctl_operand() {
  if __swrctl_enter "$1"; then
    literal='' operands=0
  elif __swrctl_passes; then
    passing=1
  else
    operands=$((operands + 1))
  fi
}

# Offers those of the words of $1 that go on from $2, with $3 before each.
__swrctl_offer() {
  local word
  for word in $1; do
    if [[ $word == "$2"* ]]; then COMPREPLY+=("$3$word"); fi
  done
}

__swrctl_offer_flags() {
  local word
  for word in $(__swrctl_flags); do
    if [[ $word == "$1"* && $gone != *" $word "* ]]; then COMPREPLY+=("$word"); fi
  done
}

# Leaves file names to readline, which quotes them; old bashes cannot be told to from here.
__swrctl_offer_files() {
  local word
  if compopt -o default 2>/dev/null || [[ $1 == *[\$\`]* ]]; then return; fi
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$1")
}

__swrctl_offer_programs() {
  local word
  if [[ $1 == *[/\$\`]* ]]; then
    __swrctl_offer_files "$1"
  else
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -c -- "$1")
  fi
}

# Offers values that go on from $1, with $2 before each.
__swrctl_offer_values() {
  if [[ $kind == file ]]; then __swrctl_offer_files "$1"; else __swrctl_offer "$choices" "$1" "$2"; fi
}

# Offers values for a word such as --output=js. Readline replaces what follows the last sign at which it cuts
# words: $1 tells whether the equals sign is among them.
__swrctl_offer_joined() {
  local before=''
  __swrctl_option "${cur%%=*}"
  if [[ -z $takes ]]; then return; fi
  if [[ $1 == *=* ]]; then before=${cur%%=*}=; fi
  __swrctl_offer_values "${cur#*=}" "$before"
}

_swrctl() {
  local IFS=$' \t\n' words cur='' target path='' operands=0 literal='' passing='' takes='' kind='' choices='' gone=' '
  COMPREPLY=()
  __swrctl_split
  if [[ -z $target ]]; then __swrctl_walk; fi
  cur=${cur//[\"\'\\]/}
  if [[ -n $target || -n $passing ]]; then
    __swrctl_offer_files "$2"
  elif [[ $takes == one || ( -n $takes && $cur != -* ) ]]; then
    __swrctl_offer_values "$cur" ''
  elif [[ -z $literal && $cur == --*=* ]]; then
    __swrctl_offer_joined "$2"
  elif [[ -z $literal && $cur == -* ]]; then
    __swrctl_offer_flags "$cur"
  elif __swrctl_passes; then
    __swrctl_offer_programs "$cur"
  else
    if ((operands == 0)); then __swrctl_offer "$(__swrctl_words)" "$cur" ''; fi
    if __swrctl_slot; then __swrctl_offer_values "$cur" ''; fi
  fi
}

complete -F _swrctl swrctl
