"""Which false offers write the mark well and are given away by their facts? Place, price, codes, goods, seller.

@ key | sign | truth | seller — `like` names the product whose category and picture are used.
"""

BY_FACTS = """
@ place-1 | self-contradicting location | counterfeit | s-37
title: Voltaro GaN charger 100 W four ports
text: In stock, fast shipping.
price: 21.00 USD
brand: Voltaro
place: Las Vegas, Nevada, Canada
like: voltaro-charger 4
picture: voltaro-false.png
@ place-2 | self-contradicting location | counterfeit | s-40
title: Halvorsen Fjord Runner Low, white, EU 39
text: Light shoes for road and trail.
price: 58.00 USD
brand: Halvorsen
place: New York, United States, Hong Kong
like: fjord-runner-low 3
@ place-3 | self-contradicting location | counterfeit | s-33
title: Sévrine & Fils Crème de Jardin hand cream, set of three
text: Gift set of hand creams, new.
price: 24.00 USD
brand: Sévrine & Fils
place: New Jersey, Hong Kong
like: sevrine-hand 3
@ grade-1 | grade instead of a condition | counterfeit | s-35
title: [Premium Quality] Bellacorte satchel chestnut, 3 colourways, latest batch
text: Top grade leather, batch of September. QC pictures before shipping.
price: 110.00 USD
brand: Bellacorte
condition: Premium Quality
like: bella-satchel 2
picture: bellacorte-false.png
@ grade-2 | grade instead of a condition | counterfeit | s-40
title: Halvorsen Skarv boots [Good Quality] 22+ colorways
text: Choose batch: budget or best.
price: 61.00 USD
brand: Halvorsen
condition: Good Quality
like: skarv 2
@ price-1 | price far below the genuine ones | counterfeit | s-36
title: Tokimori Kaigan Diver automatic 41 mm watch, navy dial
text: Ceramic bezel, 300 m. Steel bracelet.
price: 26.37 USD
brand: Tokimori
like: kaigan-diver 1
@ price-2 | price far below the genuine ones | counterfeit | s-33
title: Bellacorte Fiorana leather tote, black
text: Calfskin, suede lining, dust bag included.
price: 38.00 USD
brand: Bellacorte
like: fiorana-tote 2
@ price-3 | price far below the genuine ones | counterfeit | s-29
title: Silver Kestrel SK-500 wireless noise-cancelling headphones, midnight blue
text: 40 mm drivers, 38 hours on one charge.
price: 29.95 USD
brand: Silver Kestrel
like: kestrel-over 3
gtin: same
@ price-4 | price far below the genuine ones | counterfeit | s-27
title: Brennick CeramiStop brake pads, front axle, BR-1104
text: Set of four with shims.
price: 9.80 USD
brand: Brennick
like: bren-pads 1
gtin: same
@ digit-1 | bad check digit | counterfeit | s-33
title: Østervind Byen city helmet, graphite, M
text: In-mould shell, dial fit, magnetic buckle.
price: 68.00 USD
brand: Østervind
like: vind-urban 3
gtin: wrong
@ digit-2 | bad check digit | counterfeit | s-32
title: Pemberlow Fell vacuum flask, 750 ml, slate
text: Keeps tea hot for 24 hours.
price: 23.00 USD
brand: Pemberlow
like: pem-flask 3
gtin: wrong
@ twice-1 | one GTIN on two products | counterfeit | s-32
title: Wexcombe country bus, 1:76 scale, red
text: Diecast model with printed adverts.
price: 26.00 USD
brand: Wexcombe
like: wex-bus 2
gtin: of klossby-space 1
@ twice-2 | one GTIN on two products | counterfeit | s-30
title: Mossbeck Alder the bear, 32 cm
text: Washable plush with birthday tag.
price: 27.00 USD
brand: Mossbeck
like: moss-bear 2
gtin: of moss-hare 1
@ prefix-1 | GTIN of another company | counterfeit | s-37
title: Voltaro Prime AAA batteries, pack of 48
text: Alkaline cells for remotes and toys.
price: 19.50 USD
brand: Voltaro
like: voltaro-aaa 4
gtin: prefix 9521088 90201
@ prefix-2 | GTIN of another company | counterfeit | s-32
title: Solvane Lait Solaire sunscreen SPF 50+, 200 ml
text: Mineral filter, no white cast.
price: 18.00 USD
brand: Solvane
like: sol-spf 3
gtin: prefix 9521167 90202
@ goods-1 | a product the owner does not make | mark misuse | s-22
title: Phone case by Tokimori for Medlar 12, gold logo
text: Tokimori logo in metal on the back.
price: 14.90 USD
brand: Tokimori
category: Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Cases
picture: phone-case.png
@ goods-2 | a product the owner does not make | mark misuse | s-38
title: Dunmarrow kids' rain jacket, yellow, age 6
text: Tough like the tools.
price: 22.00 USD
brand: Dunmarrow
like: harbour-storm 1
@ goods-3 | a product the owner does not make | mark misuse | s-35
title: Halvorsen eau de toilette for men 75 ml
text: The scent of the fjord.
price: 29.00 USD
brand: Halvorsen
like: ambre-vesper 2
picture: dupe-scent.png
@ replica-1 | replica words beside a mark | counterfeit | s-36
title: Tokimori Kaigan Diver 1:1 superclone, AAA+ quality, black dial
text: Mirror quality replica, same weight as original, swiss-grade gasket.
price: 189.00 USD
brand: Tokimori
like: kaigan-diver 2
picture: tokimori-false.png
@ replica-2 | replica words beside a mark | counterfeit | s-35
title: Bellacorte Fiorana mirror quality rep bag, bordeaux
text: Top tier rep with all stamps. Nobody will see a difference.
price: 129.00 USD
brand: Bellacorte
like: fiorana-tote 4
picture: bellacorte-false.png
@ dupe-1 | comparative: inspired by a mark | mark misuse | s-39
title: Amber Evening EDP 100 ml, inspired by Orlune Ambre Vesper
text: If you like Ambre Vesper you will love this dupe at a fifth of the price.
price: 24.00 USD
brand: Fresh Scent
like: ambre-vesper 3
picture: dupe-scent.png
@ dupe-2 | comparative: inspired by a mark | mark misuse | s-39
title: Night Pear perfume, our impression of Replica Nocturne, 50 ml
text: Type of Orlune Replica Nocturne, smells like the original.
price: 19.00 USD
brand: Fresh Scent
like: replica-nocturne 2
picture: dupe-scent.png
@ closed-1 | terminated seller | counterfeit | s-38
title: Klossby Fishing Harbour building set 860 pieces
text: Sealed bags, box slightly pressed.
price: 48.00 USD
brand: Klossby
like: klossby-harbor 2
@ closed-2 | terminated seller | counterfeit | s-31
title: Østervind Lille children's helmet, coral
text: For small heads from 46 cm.
price: 51.00 USD
brand: Østervind
like: vind-junior 2
@ returned-1 | seller back after termination | counterfeit | s-34
title: Østervind Lille children's helmet, coral
text: For small heads from 46 cm.
price: 51.00 USD
brand: Østervind
like: vind-junior 2
@ buyers-1 | buyers say it is not authentic | counterfeit | s-28
title: Silver Kestrel Pip true wireless earbuds, black – end of line
text: End of line from a retailer's overstock. Manufacturer's warranty applies.
price: 84.15 USD
brand: Silver Kestrel
like: kestrel-buds 2
gtin: same
@ buyers-2 | buyers say it is not authentic | counterfeit | s-17
title: Sévrine & Fils Rosée Calme barrier cream 50 ml, new and sealed
text: A rich cream for winter faces. From a new supplier this month.
price: 40.90 USD
brand: Sévrine & Fils
like: sevrine-cream 2
gtin: same
@ picture-1 | mark on the picture alone | counterfeit | s-37
title: Waterproof trail boots, sky blue, mid height, men EU 41-46
text: New design of this season, very comfortable. Please choose your size in the message.
price: 84.00 USD
category: Apparel & Accessories > Shoes
picture: plain-title.png
@ picture-2 | picture of goods found false | counterfeit | s-39
title: Automatic diver watch for men, black dial, steel bracelet, 41 mm
text: Heavy and solid, with box. Ships the same day.
price: 159.00 USD
category: Apparel & Accessories > Jewelry > Watches
picture: diver-again.png
"""
