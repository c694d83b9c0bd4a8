# How Quayside Bazaar was escalated, step by step: read by examples/demo.sh, which sets $out and says what comes.
slow=esc-d999b2048258 # listings stay up too long; an escalation's id follows from platform, edition and failure
assess() { # until which day, on which day
  counterfoil scorecard examples/quayside_notices.csv examples/quayside_notice_listings.csv \
    examples/quayside_reappearances.csv examples/quayside_labels.csv --platform "Quayside Bazaar" --outside \
    --periods month --from 2026-01-01 --until "$1" --day "$2" -o "$out/quayside/$1" >/dev/null
  counterfoil escalation assess $out/escalations "$out/quayside/$1" --day "$2" --at "$2" >"$out/quayside/$1.txt"
  grep -E "^Quayside|  may " "$out/quayside/$1.txt" # where each stands, and what may be done; its months in the file
}
step() { # which step, on which day: proposed and issued by one person, approved by another
  counterfoil escalation act $out/escalations $slow "$1" --head examples/quayside_head.toml --by programme-officer:5 \
    --why "The numbers say so." --at "$2T09:00:00" >/dev/null
  counterfoil escalation act $out/escalations $slow approved --by approver:2 --why "They were looked at." \
    --at "$2T11:00:00" >/dev/null
  counterfoil escalation act $out/escalations $slow issued --head examples/quayside_head.toml --by programme-officer:5 \
    --why "Sent by mail." --at "$2T15:00:00"
}
says() { # day, words, then whether it is enough
  counterfoil escalation answer $out/escalations $slow --text "$2" --by platform:quayside \
    --why "Its mail." --at "$1" >/dev/null
  counterfoil escalation act $out/escalations $slow "$3" --by programme-officer:5 \
    --why "As the answer reads." --at "$1T12:00:00"
}
assess 2026-03-31 2026-04-02
step reminder 2026-04-03
says 2026-04-15 "We are looking into it." "not accepted"
assess 2026-05-31 2026-06-02
step "formal notice" 2026-06-03
counterfoil escalation act $out/escalations esc-f1afa0074a17 dropped --by programme-officer:5 --at 2026-06-03 \
  --why "What comes back is followed up with the other: one desk answers for both."
counterfoil escalation answer $out/escalations $slow --number 2026-05-01 --by platform:quayside \
  --text "Notices of the first week of May went to a mailbox that nobody read." --why "Its mail." --at 2026-06-20
assess 2026-06-30 2026-07-02
step "improvement plan" 2026-07-06
says 2026-07-17 "The desk is staffed on all days again; the plan is enclosed." accepted
for check in 3.1 3.2; do
  counterfoil escalation act $out/escalations $slow "check met" --check $check --by programme-officer:5 \
    --why "Seen on the spot." --at 2026-08-18
done
assess 2026-08-31 2026-09-02
step "step down" 2026-09-03
assess 2026-09-30 2026-10-02
step "step down" 2026-10-05
assess 2026-10-31 2026-11-03
step "step down" 2026-11-04
counterfoil escalation list $out/escalations --day 2026-11-05
counterfoil escalation show $out/escalations $slow --day 2026-11-05
counterfoil scorecard examples/quayside_notices.csv examples/quayside_notice_listings.csv \
  examples/quayside_reappearances.csv examples/quayside_labels.csv --platform "Quayside Bazaar" --outside \
  --periods month --from 2026-01-01 --until 2026-10-31 --day 2026-11-05 --answers $out/escalations/$slow/measure_answers.parquet -o $out/quayside_scorecard
