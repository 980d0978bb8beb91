/** The part of the fish script that is the same for every tree. Its functions share the variables of their caller. */
export const FISH_RUNTIME = String.raw`
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
`;
