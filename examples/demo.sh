#!/bin/sh
# The example marketplace, from its feed to what is done about it: `make demo` runs this. Results lie in demo-output.
# Every command is one that a user would give; examples/README.md tells the story.
set -eu
out=demo-output
case=$out/cases/case-9951e67097c9 # the network of six accounts; a case's id follows from who is in it
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
rm -rf $out/cases $out/order $out/order_market $out/penalty.toml $out/worklist $out/ledger $out/escalations $out/ring.signed.json # acts are only ever added: a second demo begins anew

say "1. What do genuine goods cost, and which offers look false?"
counterfoil prices examples/genuine_catalogue.csv -o $out/prices.parquet
counterfoil screen examples/offers.xml --rights examples/rights.csv --sellers examples/sellers.csv \
  --complaints examples/complaints.csv --sales examples/sales.csv \
  --prices $out/prices.parquet --rates examples/rates.csv \
  --images examples/pictures --known-pictures examples/known_pictures.csv -o $out/screening

say "2. Who is behind the accounts, and who should not sell?"
counterfoil link examples/sellers.csv --offers $out/screening --images examples/pictures --day 2026-11-08 -o $out/linked
counterfoil vet examples/sellers.csv --denied examples/denied.csv --sales examples/sales.csv \
  --documents examples/seller_documents.csv --events examples/seller_events.csv --rates examples/rates.csv \
  --offers examples/offers.xml --rights examples/rights.csv --re-entries $out/linked/re_entries.parquet \
  --day 2026-11-08 -o $out/vetting

say "3. Where else do the same goods lie?"
counterfoil match examples/confirmed_goods.csv examples/inventory.csv examples/shipments.csv -o $out/matching

say "4. What is held against whom?"
counterfoil case build $out/screening $out/linked $out/vetting $out/matching --rates examples/rates.csv \
  --day 2026-11-08 -o $out/cases
counterfoil case act $case "taken up" --by reviewer:7 --why "It is the largest of the week." --at 2026-11-09
counterfoil case act $case confirmed --by reviewer:7 --why "A pair bought as a test was false." --at 2026-11-10
counterfoil case show $case --day 2026-11-10

say "5. What may be asked of the person behind it, and by when?"
counterfoil case penalty $case -o $out/penalty.toml
counterfoil penalty examples/penalty_case.toml --day 2026-11-08 -o $out/penalty.json >$out/penalty.txt
sed -n '1,/^What the law allows/p' $out/penalty.txt
echo "Element by element: $out/penalty.txt"
counterfoil clock examples/acts.toml --day 2026-11-08 -o $out/deadlines.ics >$out/deadlines.txt
awk 'NR > 2 && /^$/ { exit } { print }' $out/deadlines.txt
echo "Each with its rule and its arithmetic: $out/deadlines.txt, and as a calendar: $out/deadlines.ics"

say "6. What does the platform do, and what does it tell the party?"
counterfoil action propose $case terminate --on account:s-34 --by reviewer:7 \
  --why "It is the operator of the terminated s-31." --at 2026-11-10
for officer in 3 4; do # who proposed it may not approve it, and to close an account takes two
  counterfoil action approve $case 1 --by case-officer:$officer --why "The tax number is the same." --at 2026-11-11
done
counterfoil action begin $case 1 --by operator:1 --why "Done on the platform." --at 2026-11-11
counterfoil action list $case
counterfoil statement $case --platform "Tidewater Market" --offers examples/offers.xml --day 2026-11-11
counterfoil strikes replay examples/strike_history.csv

say "7. What do the owners ask for, and what comes of it?"
counterfoil notice draft $case --screening $out/screening --rights examples/rights.csv --notifier examples/notifier.toml \
  --form trademark-mail --to "Tidewater Market" --right r-02 --right r-06 \
  --by counsel:4 --why "Agreed with the owners." --at 2026-11-12
for notice in 1 2; do
  counterfoil notice sent $case n-9951e67097c9-$notice --by counsel:4 --why "By mail." --at 2026-11-12T09:00:00
done
counterfoil notice answer $case examples/notice_answers/received.json examples/notice_answers/removed.eml \
  examples/notice_answers/portal.csv --by counsel:4 --why "From the mailbox." --at 2026-11-14

say "8. What does a court restrain, and is it kept?"
counterfoil order compile examples/order_ring.toml --sellers examples/sellers.csv --offers examples/offers.xml \
  --stock examples/inventory.csv --funds examples/balances.csv --parties $out/linked --day 2026-11-08 -o $out/order
counterfoil order check $out/order --offers examples/offers.xml --payouts examples/payouts.csv --day 2026-11-10
counterfoil order release $out/order --account s-16 --by compliance-officer:3 --at 2026-11-12 \
  --why "It is another shop; the alias was written down wrongly." --sales examples/sales.csv
counterfoil order compile examples/order_marketplace.toml --sellers examples/sellers.csv --day 2026-11-08 -o $out/order_market
counterfoil order duties examples/order_marketplace.toml --screening $out/screening --events examples/duty_acts.csv \
  --day 2026-11-08 --seed 7 -o $out/order_market

counterfoil order enter $out/order $case # its acts stand in the case from now on, and go into the bundle

say "9. What goes out on paper?" # into the folder of the case: what lies there goes into its bundle
counterfoil document notice-of-penalty examples/penalty_case.toml --parties examples/papers/parties.toml \
  --day 2026-11-08 -o $case/documents/notice-of-penalty.pdf
counterfoil document facility-notice examples/papers/facility-notice.toml --stock $out/matching --facility Reno \
  --goods g-01 -o $case/documents/facility-notice.pdf
counterfoil order report $out/order --head examples/order_head.toml --day 2026-11-13 -o $case/documents/compliance-report.pdf

say "10. Can anyone check it?"
[ -f $out/custody.key ] || counterfoil signature key -o $out/custody.key
counterfoil bundle $case --key $out/custody.key --at 2026-11-15 -o $out/ring.bundle
counterfoil verify $out/ring.bundle
counterfoil bundle $out/ring.bundle --redact examples/withhold.toml -o $out/for-the-seller.bundle >$out/withheld.txt
echo "An edition for the party, without how it was found and by whom: $out/for-the-seller.bundle ($out/withheld.txt)"
counterfoil verify $out/for-the-seller.bundle

say "11. Which shipments were opened when lot 0821 came in?" # the seed is noted before anybody looks
counterfoil target examples/shipments.csv --capacity examples/capacity.csv --day 2026-09-28 --seed 7 \
  --sellers examples/sellers.csv --rights examples/rights.csv --denied examples/denied.csv -o $out/worklist
counterfoil target audit $out/worklist examples/examinations.csv --zone America/Los_Angeles
counterfoil consignee examples/shipments.csv --sales examples/consumer_sales.csv --inventory examples/inventory.csv \
  --sellers examples/sellers.csv --declared examples/declared_sellers.csv --day 2026-11-08 -o $out/consignees

say "12. Where else does it lie, and who is told?"
counterfoil signature $case --key $out/custody.key --at 2026-11-16 -o $out/ring.signed.json
counterfoil match $out/ring.signed.json examples/inventory.csv examples/shipments.csv \
  --signer $out/custody.key.pub -o $out/found
counterfoil facility-notice draft $case --matching $out/found --goods g-01 --sender examples/facility_sender.toml \
  --key $out/custody.key --by case-officer:3 --why "The goods are confirmed." --at 2026-11-16
for notice in 1 2; do
  counterfoil facility-notice sent $case fn-9951e67097c9-$notice --by case-officer:3 --why "By courier." \
    --at 2026-11-16T09:00:00
done

say "13. Reno holds and destroys; Columbus stays silent"
counterfoil facility-notice hold $case fn-9951e67097c9-1 -o $out/hold_reno.csv
counterfoil facility-notice confirm $case fn-9951e67097c9-1 examples/hold_confirmed_reno.csv --by facility:reno \
  --why "The answer of its system." --at 2026-11-16T16:30:00
counterfoil disposition record $case examples/dispositions_reno.csv --by facility:reno --why "Told by the facility." \
  --at 2026-11-20T12:00:00
counterfoil disposition prove $case examples/disposition_proofs_reno.csv --by facility:reno \
  --why "Papers of the destruction." --at 2026-11-20T16:00:00
counterfoil facility-notice due $case --day 2026-11-21 --by case-officer:3 --why "Columbus has not answered." \
  --at 2026-11-21
counterfoil facility-notice list $case

say "14. Is every unit accounted for?"
counterfoil reconcile $case -o $out/reconciled.csv
counterfoil stock ledger examples/inventory.csv examples/stock_moves.csv --counted-on 2026-11-08 --case $case -o $out/ledger
counterfoil stock check $out/ledger examples/inventory_after.csv --partial
counterfoil bundle $case --key $out/custody.key --at 2026-11-22 -o $out/ring-after.bundle
counterfoil verify $out/ring-after.bundle

say "15. What does the market do against counterfeits, practice by practice?" # its own scorecard, which anybody can check
tables="$out/screening $out/linked $out/vetting $out/cases examples/sellers.csv examples/seller_events.csv
  examples/seller_terms.csv examples/seller_documents.csv examples/page_checks.csv examples/bank_requests.csv
  examples/payouts.csv examples/payouts_october.csv examples/shipments.csv examples/labels.csv"
counterfoil scorecard $tables --platform "Tidewater Market" --from 2026-09-01 --until 2026-11-30 --day 2026-11-22 \
  --key $out/custody.key -o $out/scorecard
counterfoil scorecard --evidence $out/scorecard sellers-verified 2026-11 --rows 5
counterfoil scorecard --recompute $out/scorecard $tables --signer $out/custody.key.pub

say "16. Quayside Bazaar fails, is escalated step by step, and recovers" # seen from outside, month by month
. examples/quayside.sh

say "17. How much of all that is offered is counterfeit?" # from an audit that chance drew, not from the finds above
counterfoil estimate prevalence examples/audit_sample.csv --frame examples/audit_frame.csv --by stratum \
  --wanted-width .05 -o $out/prevalence

say "18. Did the duty to vet change anything?" # what could be told is asked before what was found
counterfoil estimate effect examples/effect_outcomes.csv --treated examples/effect_treated.csv --plan --matters .03 -o $out/effect-plan
counterfoil estimate effect examples/effect_outcomes.csv --treated examples/effect_treated.csv --matters .03 -o $out/effect

say "19. What became of all that was found?"
counterfoil track $out examples/rights.csv examples/labels.csv examples/sales.csv examples/examinations.csv \
  --costs examples/costs.toml --day 2026-11-22 -o $out/tracking.html

say "20. What is published of both platforms?" # small numbers, and what would give one away, are withheld
counterfoil transparency examples/quayside_notices.csv examples/quayside_notice_listings.csv --platform "Quayside Bazaar" \
  --from 2026-01-01 --until 2026-10-31 --day 2026-11-22 -o $out/quayside_transparency
moderated="$out/cases $out/vetting examples/sellers.csv examples/seller_events.csv"
counterfoil transparency $moderated --platform "Tidewater Market" \
  --from 2026-10-01 --until 2026-12-31 --day 2026-11-22 -o $out/transparency >$out/transparency.txt
counterfoil transparency --recompute $out/transparency $moderated
echo "For the public: $out/transparency/public ($out/transparency.txt)"

say "21. And for several people at once?" # the web desk, with a database of its own
echo "Run: .venv/bin/counterfoil desk serve --example"
echo "Open the link that it prints: Tidewater Market with its rights, authorisations, sellers and facilities (docs/desk.md)."
