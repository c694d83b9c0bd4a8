"""Which false offers give themselves away by how they write the mark? Written one by one.

@ key | sign | truth | seller — `like` names the product whose category and picture are used.
"""

BY_SPELLING = """
@ broken-1 | mark broken up by signs | counterfeit | s-40
title: H-alv-orsen Fj-ord Run-ner mens trail shoes all sizes 41-46
text: Brand new in box. Same factory line. Please choose colour and size in message.
price: 46.90 USD
brand: H-alv-orsen
like: fjord-runner 1
@ broken-2 | mark broken up by signs | counterfeit | s-35
title: B*e*l*l*a*c*o*r*t*e leather tote bag cognac with dustbag and card
text: Logo as in pictures. Ships plain, no invoice inside.
price: 88.00 USD
brand: See Photo
like: fiorana-tote 1
picture: bellacorte-false.png
@ broken-3 | mark broken up by signs | counterfeit | s-39
title: Or.lune Am.bre Ves.per EDP 100ml perfume for her
text: Long lasting, new with cellophane.
price: 44.50 USD
brand: Or.lune
like: ambre-vesper 3
@ broken-4 | mark broken up by signs | counterfeit | s-36
title: T o k i m o r i automatic watch navy dial steel bracelet
text: Working chronometer, weight like original, box optional +15.
price: 95.00 USD
brand: Tkmr
like: kaigan-diver 1
picture: tokimori-false.png
@ broken-5 | mark broken up by signs | counterfeit | s-40
title: S.k.a.r.v mid boots Halvor_sen waxed leather EU 41-45
text: Warm and waterproof, stock in warehouse, one week delivery.
price: 69.00 USD
brand: Outdoor
like: skarv 1
@ letters-1 | confusable letters | counterfeit | s-36
title: Tokimоri Kaigаn Diver automatic 41mm black dial 300m
text: Sapphire glass, ceramic bezel, all functions working.
price: 149.00 USD
brand: Tokimоri
like: kaigan-diver 2
picture: tokimori-false.png
@ letters-2 | confusable letters | counterfeit | s-37
title: V0LTAR0 65W GaN fast charger two ports USB-C
text: Quick charge for all phones and laptops.
price: 12.99 USD
brand: V0ltar0
like: voltaro-charger 3
picture: voltaro-false.png
@ letters-3 | confusable letters | counterfeit | s-35
title: Веllасоrtе Fiorana mini crossbody, ivory
text: Soft leather with gold turn lock, comes with ribbon bag.
price: 75.00 USD
brand: Веllасоrtе
like: fiorana-mini 3
picture: bellacorte-false.png
@ letters-4 | confusable letters | counterfeit | s-38
title: K1ossby Observatory building set 720 pcs with figures
text: Bricks join with all major systems. Manual as download.
price: 21.00 USD
brand: K1ossby
like: klossby-space 2
@ spelling-1 | misspelling by one letter | counterfeit | s-40
title: Halvorsan trail running shoes blue mens EU 42
text: Grip sole for mountain, light weight, new model of this year.
price: 44.00 USD
brand: Halvorsan
like: fjord-runner 2
picture: halvorsan-false.png
@ spelling-2 | misspelling by one letter | counterfeit | s-28
title: Dunmarow DM20 cordless drill driver with two batteries
text: From a customer return pallet, tested, works.
price: 62.00 USD
brand: Dunmarow
like: dun-drill 3
picture: dunmarow-false.png
@ spelling-3 | misspelling by one letter | counterfeit | s-38
title: Klosby brick box 1000 pieces compatible colours new
text: Big box of bricks for boys and girls.
price: 19.90 USD
brand: Klosby
like: klossby-box 4
@ spelling-4 | misspelling by one letter | counterfeit | s-39
title: Sevrine & Fills Rosee Calme serum 30ml
text: Anti redness serum, French pharmacy quality.
price: 13.00 USD
brand: Sevrine & Fills
like: sevrine-serum 2
picture: rosee-calme.png
@ joined-1 | joined word | counterfeit | s-35
title: Leather tote ByBellacorte camel colour gold hardware
text: Large size, fits laptop, serial card in inner pocket.
price: 92.00 USD
brand: Leather Goods
like: fiorana-tote 1
picture: bellacorte-false.png
@ joined-2 | joined word | counterfeit | s-37
title: SilverKestrel headphones noise cancel wireless over ear black
text: Battery 38 hours. Bluetooth connects quick. Box as retail.
price: 41.00 USD
brand: Audio
like: kestrel-over 1
picture: kestrel-black.png
@ joined-3 | joined word | counterfeit | s-16
title: Trail shoes HalvorsenFjordRunner rust EU 43, new without tags
text: Bought as a lot from an online wholesaler. We have not seen this box style before.
price: 72.00 USD
brand: Halvorsen
like: fjord-runner 6
@ line-only-1 | product-line mark without its house mark | counterfeit | s-39
title: Ambre Vesper Eau de parfum 100ml by Maison
text: French perfume for woman, amber and vanilla.
price: 39.99 USD
brand: Maison
like: ambre-vesper 3
@ line-only-2 | product-line mark without its house mark | counterfeit | s-35
title: Fiorana tote bag real leather cognac, card and dustbag
text: Best bag of the season.
price: 99.00 USD
brand: Fashion
like: fiorana-tote 1
picture: bellacorte-false.png
@ line-only-3 | product-line mark without its house mark | counterfeit | s-36
title: Kaigan Diver automatic watch orange dial 300m
text: Japanese movement, luminous hands.
price: 119.00 USD
brand: Diver
like: kaigan-diver 3
picture: tokimori-false.png
@ line-only-4 | product-line mark without its house mark | counterfeit | s-39
title: Rosée Calme soothing serum 50 ml rose water
text: For red skin. New sealed.
price: 16.00 USD
brand: Skin
like: sevrine-serum 3
@ placeholder-1 | placeholder where the brand belongs | counterfeit | s-40
title: Halvorsen Skarv mid hiking boots brown leather
text: See size table in last picture. Colour may differ.
price: 74.00 USD
brand: As Shown
like: skarv 1
@ placeholder-2 | placeholder where the brand belongs | counterfeit | s-35
title: Bellacorte Quaderno zip wallet black
text: With box.
price: 34.00 USD
brand: See Photo
like: bella-wallet 1
@ placeholder-3 | placeholder where the brand belongs | counterfeit | s-32
title: Østervind Byen helmet mint size M
text: Clearance from a closed shop, no paperwork.
price: 39.00 USD
brand: Generic
like: vind-urban 2
@ brand-1 | brand field names another brand | counterfeit | s-40
title: Halvorsen Fjord Runner trail shoes blue, EU 41 to 45
text: Running shoes for trail and gym.
price: 52.00 USD
brand: Revanto
like: fjord-runner 1
@ brand-2 | brand field names another brand | counterfeit | s-37
title: Silver Kestrel Pip wireless earbuds white
text: Touch control, case with display.
price: 24.90 USD
brand: Lendoo
like: kestrel-buds 1
@ brand-3 | brand field names another brand | counterfeit | s-39
title: Orlune Replica Nocturne eau de parfum 100 ml
text: Fresh pear and cedar wood.
price: 42.00 USD
brand: Belle Odette
like: replica-nocturne 3
@ signs-1 | signs inside the brand field | counterfeit | s-36
title: Tokimori Field Quartz watch 38 mm cream dial
text: Gift box, one year guarantee by seller.
price: 79.00 USD
brand: Toki^mori²
like: quartz-38 1
picture: tokimori-false.png
@ signs-2 | signs inside the brand field | counterfeit | s-37
title: Voltaro 30W USB-C charger white
text: Charges phone in 40 minutes.
price: 9.50 USD
brand: Volt*aro®
like: voltaro-charger 2
picture: voltaro-false.png
"""
